import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type DeedName,
  type Role,
  type State,
  conversationId,
  deedNames,
  deeds,
  freshLife,
  lifeNow,
  lifeRows,
  roleNames,
  roles,
  seenBy,
  stateNames,
} from '#shared/domain/conversation/testing/life.ts'
import { outcomeOf } from '#shared/domain/conversation/testing/life-outcome.ts'
import { readLifeTable } from '#shared/domain/conversation/testing/life-table.ts'
import { commands } from '#shared/domain/commands.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { onDesk } from '#shared/domain/testing/rows.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { createApplyCommand } from './apply-command.ts'
import { createMemoryServerStore } from './store/memory/memory-server-store.ts'
import { createMemoryTables } from './store/memory/memory-tables.ts'

const specification = path.join(import.meta.dirname, '../../shared/domain/conversation/SPEC.md')
const cells = readLifeTable(readFileSync(specification, 'utf8'))
const written = new Map(cells.map(({ deed, role, state, outcome }) => [`${deed} ${role} ${state}`, outcome]))

/** What the table leaves out: whoever a command does not name, and an admin, who finds no conversation. */
function wanted(deed: DeedName, role: Role, state: State): string {
  const found = written.get(`${deed} ${role} ${state}`)
  if (found !== undefined) return found
  const isForAgents = (commands[deeds[deed].type].actors as readonly string[]).includes('agent')
  if (role === 'admin' && isForAgents) return '*not-found*'
  return 'no'
}

/** The real core over a store in memory: policies, locks, revisions, outbox, deliveries. */
function openServer(state: State) {
  const tables = createMemoryTables('epoch')
  for (const { collection, row } of lifeRows(state)) tables.rows.get(collection)?.set(row.id, { ...row, rev: 1 })
  const failures: unknown[] = []
  const core = createApplyCommand({
    store: createMemoryServerStore({ tables }),
    clock: { now: () => lifeNow },
    onCommitted: () => undefined,
    onFailure: (error) => void failures.push(error),
    onDecided: () => undefined,
  })
  return { tables, core, talk: () => tables.rows.get('conversation')?.get(conversationId) as Conversation }
}

const every = deedNames.flatMap((deed) => roleNames.map((role) => [deed, role] as const))

describe('the life of a conversation, as SPEC.md writes it down', () => {
  it('says nothing twice, and speaks of every command', () => {
    expect(written.size).toBe(cells.length)
    expect(deedNames.filter((deed) => !cells.some((cell) => cell.deed === deed))).toEqual([])
  })

  it.each(every)('with the server’s core: %s by %s', async (deed, role) => {
    const outcomes: string[] = []
    for (const state of stateNames) {
      const { core, talk, tables } = openServer(state)
      const { type, args } = deeds[deed]
      const command = { type, version: 1, args: args(roles[role].id, '1'), basedOn: {} }
      const decision = await core.direct(roles[role], command)
      outcomes.push(outcomeOf(decision, talk(), roles[role].id))
      // [S5] Asked again, nothing more happens.
      const rows = structuredClone(tables.rows)
      const again = await core.direct(roles[role], command)
      expect(again.outcome, `${state}: asked again`).toBe(
        decision.outcome === 'applied' ? 'unchanged' : decision.outcome,
      )
      expect(tables.rows, `${state}: asked again`).toEqual(rows)
    }
    expect(outcomes).toEqual(stateNames.map((state) => wanted(deed, role, state)))
  })

  it('at a desk that knows the newest, agents foresee what the server decides', () => {
    for (const [deed, role] of every) {
      if (roles[role].kind !== 'agent') continue
      for (const state of stateNames) {
        const { type, args } = deeds[deed]
        const rows = freshLife(state)
        const prepared = prepareCommand({ type, version: 1, args: args(roles[role].id, '1'), basedOn: {} })
        if (!prepared.ok) throw new Error(prepared.refusal.kind)
        const reduced = prepared.run(seenBy(rows, roles[role]), { ...onDesk(roles[role], 7), now: lifeNow })
        if (reduced.outcome === 'applied') rows.write(reduced.writes)
        const talk = rows.get('conversation', conversationId)
        if (!talk) throw new Error('it is gone')
        const foreseen = outcomeOf(reduced, talk, roles[role].id).replace('queued', 'sent')
        expect(foreseen, `${deed} by ${role}, ${state}`).toBe(wanted(deed, role, state))
      }
    }
  })
})
