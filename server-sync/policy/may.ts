import type { Actor } from '#shared/domain/command.ts'
import { operatorId } from '../admin/operator.ts'
import type { Asker, Facts } from './condition.ts'
import { policies } from './policies.ts'
import type { Sentence, Verb, Who } from './sentence.ts'

/** The first wall: what the policies say, asked in code. */
export interface FirstWall {
  may(asker: Asker, verb: Verb, table: string, facts: Facts): boolean
  /** Whether there is any row of the table with which they might do it. */
  mayEver(asker: Asker, verb: Verb, table: string): boolean
}

export function firstWall(sentences: readonly Sentence[]): FirstWall {
  /** Pages of the feed ask the same for the same viewer a thousand times. */
  const known = new WeakMap<Asker, Map<string, readonly Sentence[]>>()

  function sentencesFor(asker: Asker, verb: Verb, table: string): readonly Sentence[] {
    const own = known.get(asker) ?? new Map<string, readonly Sentence[]>()
    known.set(asker, own)
    const key = `${verb} ${table}`
    const found =
      own.get(key) ??
      sentences.filter((each) => each.table === table && each.verbs.includes(verb) && isMeant(each.who, asker))
    own.set(key, found)
    return found
  }

  return {
    may: (asker, verb, table, facts) =>
      sentencesFor(asker, verb, table).some(({ where }) => where.every((condition) => condition.holds(asker, facts))),
    mayEver: (asker, verb, table) => sentencesFor(asker, verb, table).length > 0,
  }
}

export const { may, mayEver } = firstWall(policies)

/** Whoever runs the server's command line works as the part that may do everything. */
export const askerOf = ({ kind, id, organisationId, brandIds, rights }: Actor, replicaId = ''): Asker => ({
  kind: kind === 'system' && id === operatorId ? 'part' : kind,
  id,
  organisationId,
  brandIds,
  rights,
  replicaId,
})

function isMeant(who: Who, { kind, id, rights }: Asker): boolean {
  if (who.kind !== kind) return false
  if (who.kind === 'agent') return who.right === undefined || rights.includes(who.right)
  return who.kind !== 'part' || who.part === id
}
