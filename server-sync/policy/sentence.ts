import type { Right } from '#shared/domain/directory/rights.ts'
import type { ServerPart } from '../db/scope.ts'
import type { Condition } from './condition.ts'

export const verbs = ['see', 'add', 'change', 'remove'] as const
export type Verb = (typeof verbs)[number]

export type Who =
  | { readonly kind: 'agent'; readonly right: Right | undefined }
  | { readonly kind: 'customer' | 'system' }
  | { readonly kind: 'part'; readonly part: ServerPart }

/** Who may do what with which table, where. Nothing is allowed that no sentence allows. */
export interface Sentence {
  readonly who: Who
  readonly verbs: readonly Verb[]
  readonly table: string
  /** All of them must hold. */
  readonly where: readonly Condition[]
}

const sentencesOf = (who: Who) => ({
  may: (...may: readonly Verb[]) => ({
    the: (...tables: readonly string[]) => ({
      where: (...where: readonly Condition[]): readonly Sentence[] =>
        tables.map((table) => ({ who, verbs: may, table, where })),
    }),
  }),
})

export const anAgentWith = (right: Right) => sentencesOf({ kind: 'agent', right })
export const anyAgent = sentencesOf({ kind: 'agent', right: undefined })
export const aCustomer = sentencesOf({ kind: 'customer' })
export const theSystem = sentencesOf({ kind: 'system' })

const anywhere = (sentences: { where: (...where: readonly Condition[]) => readonly Sentence[] }) => sentences.where()
/** The server's parts work for every organisation. */
export const the = (part: ServerPart) => ({
  may: (...may: readonly Verb[]) => ({
    the: (...tables: readonly string[]) =>
      anywhere(
        sentencesOf({ kind: 'part', part })
          .may(...may)
          .the(...tables),
      ),
  }),
})
