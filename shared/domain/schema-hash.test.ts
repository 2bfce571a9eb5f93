import { expect, it } from 'vitest'
import { schemaHash } from '../schema/schema-hash.ts'
import { entities } from './entities.ts'

/**
 * A desk holds rows of an older build, and a server those of a newer one. When this fails, the change needs a higher
 * `version` in that entity, a replica migration and a database migration; then record the new fingerprint here.
 */
const recorded: Record<string, string> = {
  directory: 'v4 d03a019140563456',
  conversation: 'v3 4abc6afe2655c0a7',
  customer: 'v2 0f47f9f1d33a64be',
  timeline: 'v5 ddc8592358adec74',
  order: 'v1 16de5d321f966fbf',
  knowledge: 'v1 781b0d27fbeaf370',
  language: 'v1 35c9fb51422d0d36',
  local: 'v3 1335338019cb87c1',
  meta: 'v1 a589f3452d665b00',
}

it('no entity changes its shape without a new version', () => {
  expect(
    Object.fromEntries(
      Object.values(entities).map((entity) => [entity.name, `v${entity.version} ${schemaHash(entity)}`]),
    ),
  ).toEqual(recorded)
})

it('the fingerprint notices a changed limit, a new field, another index and another clear field', () => {
  const { conversation } = entities
  const changed = [
    { ...conversation, indexes: [] },
    { ...conversation, clear: conversation.clear.slice(1), indexes: [] },
    { ...conversation, schema: conversation.schema.extend({ mood: conversation.schema.shape.subject }) },
    { ...conversation, schema: conversation.schema.extend({ subject: conversation.schema.shape.snippet }) },
  ]
  const fingerprints = [conversation, ...changed].map((entity) => schemaHash(entity as never))
  expect(new Set(fingerprints).size).toBe(fingerprints.length)
})

it('a replica has at most nine collections', () => {
  expect(Object.keys(entities).length).toBeLessThanOrEqual(9)
})

it('nothing that a person wrote stays readable at rest', () => {
  const words = new Set([
    'text',
    'subject',
    'snippet',
    'name',
    'email',
    'phone',
    'about',
    'body',
    'title',
    'value',
    'source',
    'target',
  ])
  for (const entity of Object.values(entities)) {
    expect(
      entity.clear.filter((field) => words.has(field)),
      entity.name,
    ).toEqual([])
  }
})
