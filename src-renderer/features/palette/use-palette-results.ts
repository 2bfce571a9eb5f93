import { useCallback } from 'react'
import type { InboxView } from '#shared/rpc/queries-contract.ts'
import { type CommandId, type CommandInfo, commandIds, commandInfo } from '../../commands/catalogue.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { matches } from '#shared/kit/matches.ts'

const mostConversations = 8

/** What the palette itself is opened or closed with has no place in it. */
const hidden: readonly CommandId[] = ['palette.open', 'palette.search', 'write.send']

/** What concerns the open conversation comes first: that is what most people look for. */
const order: readonly CommandInfo['group'][] = ['conversation', 'write', 'go', 'window', 'look']
const ranked = commandIds.toSorted((a, b) => order.indexOf(commandInfo(a).group) - order.indexOf(commandInfo(b).group))

export function usePaletteResults(
  words: string,
  nameOf: (id: CommandId) => string,
  isAvailable: (id: CommandId) => boolean,
) {
  const open = useConversations('open')
  const resolved = useConversations('resolved')
  const customerName = useCustomerName()
  const commands = ranked.filter(
    (id) => !hidden.includes(id) && !commandInfo(id).inPlace && isAvailable(id) && matches(words, nameOf(id)),
  )
  const conversations =
    words.trim() === ''
      ? []
      : [...open, ...resolved]
          .map((row) => ({ conversation: row.conversation, name: customerName(row.customerName) }))
          .filter(({ conversation, name }) => matches(words, `${name} ${conversation.subject} ${conversation.snippet}`))
          .slice(0, mostConversations)
  return { commands, conversations }
}

function useConversations(view: InboxView) {
  const { queries } = useWorkstation()
  const list = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.inbox.watch({ view, order: 'recent', limit: 500 }, options),
      [queries, view],
    ),
    view,
  )
  return list?.rows ?? []
}
