import type { Refusal } from '../../../kit/refusal.ts'
import type { RowWrite } from '../../command.ts'
import type { Conversation } from '../conversation.ts'
import { stateOf } from './life.ts'

type Decided =
  | { readonly outcome: 'applied'; readonly writes: readonly RowWrite[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/**
 * `=`: nothing changes. `no`: they may not do such a thing at all. *In italics*: refused, and why. Otherwise what the
 * conversation is afterwards and, where a message was written or decided on, what became of it.
 */
export function outcomeOf(decided: Decided, after: Conversation, me: string): string {
  if (decided.outcome === 'unchanged') return '='
  if (decided.outcome === 'refused') {
    const { kind } = decided.refusal
    return kind === 'command/not-allowed' ? 'no' : `*${kind.replace('conversation/', '').replace('message/', '')}*`
  }
  const said = decided.writes.flatMap(({ collection, row }) =>
    collection === 'timeline' && row.deliveryState !== 'none' ? [row.deliveryState] : [],
  )
  return [stateOf(after, me), ...said].join(', ')
}
