import type { Actor } from '#shared/domain/command.ts'
import type { Asker, Facts } from './condition.ts'
import { policies } from './policies.ts'
import type { Sentence, Verb, Who } from './sentence.ts'

/** The first wall: what the policies say, asked in code. */
export function may(asker: Asker, verb: Verb, table: string, facts: Facts): boolean {
  return sentencesFor(asker, verb, table).some(({ where }) => where.every((condition) => condition.holds(asker, facts)))
}

/** Whether there is any row of the table with which they might do it. */
export const mayEver = (asker: Asker, verb: Verb, table: string) => sentencesFor(asker, verb, table).length > 0

export const askerOf = ({ kind, id, organisationId, brandIds, rights }: Actor, replicaId = ''): Asker => ({
  kind,
  id,
  organisationId,
  brandIds,
  rights,
  replicaId,
})

/** Pages of the feed ask the same for the same viewer a thousand times. */
const found = new WeakMap<Asker, Map<string, readonly Sentence[]>>()

function sentencesFor(asker: Asker, verb: Verb, table: string): readonly Sentence[] {
  const own = found.get(asker) ?? new Map<string, readonly Sentence[]>()
  found.set(asker, own)
  const key = `${verb} ${table}`
  const known = own.get(key)
  if (known) return known
  const sentences = policies.filter(
    (sentence) => sentence.table === table && sentence.verbs.includes(verb) && isMeant(sentence.who, asker),
  )
  own.set(key, sentences)
  return sentences
}

function isMeant(who: Who, { kind, id, rights }: Asker): boolean {
  if (who.kind !== kind) return false
  if (who.kind === 'agent') return who.right === undefined || rights.includes(who.right)
  return who.kind !== 'part' || who.part === id
}
