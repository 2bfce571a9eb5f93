import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { Priority } from '#shared/domain/conversation/priorities.ts'
import {
  assignConversation,
  declineOffer,
  markAsNotSpam,
  markAsSpam,
  prioritiseConversation,
  reopenConversation,
  resolveConversation,
  unsnoozeConversation,
} from '../../actions/conversation-actions.ts'
import { makePaper } from '../../actions/make-paper.ts'
import { openWindow } from '../../actions/open-window.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { usePuttingAway } from '../../parts/use-putting-away.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { openConversation } from '../../state/navigation.ts'
import { announce } from '../../ui/announcer.ts'

/** What can be done with the conversation that stands open. */
export function useConversationCommands(row: InboxRow | null): void {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const putAway = usePuttingAway()
  const conversation = row?.conversation
  const isMine = conversation?.assigneeId === desk.agent.id
  const isResolved = conversation?.status === 'resolved'
  const isSpam = conversation?.status === 'spam'
  const isShut = isSpam || conversation?.status === 'merged'

  const assign = async (to: string | null) => {
    if (!conversation) return
    const submitted = await assignConversation(desk, conversation.id, to, conversation.assigneeId)
    if (wasSaved(submitted)) announce(t(to === null ? 'thread.said.unassigned' : 'thread.said.assigned'))
  }
  const resolve = async () => {
    if (!conversation) return
    await putAway(conversation.id, () => resolveConversation(desk, conversation.id), t('thread.said.resolved'))
  }
  const reopen = async () => {
    if (conversation && wasSaved(await reopenConversation(desk, conversation.id))) announce(t('thread.said.reopened'))
  }
  const unsnooze = async () => {
    if (conversation && wasSaved(await unsnoozeConversation(desk, conversation.id))) announce(t('thread.said.woken'))
  }
  const prioritise = (priority: Priority) =>
    conversation && !isShut
      ? {
          run: async () => {
            if (wasSaved(await prioritiseConversation(desk, conversation.id, priority))) {
              announce(t('thread.said.prioritised'))
            }
          },
        }
      : undefined
  const markSpam = async () => {
    if (!conversation) return
    await putAway(conversation.id, () => markAsSpam(desk, conversation.id), t('thread.said.spam'))
  }
  const notSpam = async () => {
    if (conversation && wasSaved(await markAsNotSpam(desk, conversation.id))) announce(t('thread.said.notSpam'))
  }
  const decline = async () => {
    if (!conversation) return
    await putAway(conversation.id, () => declineOffer(desk, conversation.id), t('thread.said.declined'))
  }

  useCommand(
    'conversation.assign-to-me',
    conversation && !isMine && !isShut ? { run: () => assign(desk.agent.id) } : undefined,
  )
  useCommand('conversation.unassign', conversation && isMine && !isShut ? { run: () => assign(null) } : undefined)
  useCommand('conversation.resolve', conversation && !isResolved && !isShut ? { run: resolve } : undefined)
  useCommand('conversation.reopen', conversation && isResolved ? { run: reopen } : undefined)
  useCommand('conversation.unsnooze', conversation?.status === 'snoozed' ? { run: unsnooze } : undefined)
  useCommand('conversation.priority-low', prioritise('low'))
  useCommand('conversation.priority-normal', prioritise('normal'))
  useCommand('conversation.priority-high', prioritise('high'))
  useCommand('conversation.priority-urgent', prioritise('urgent'))
  useCommand('conversation.mark-spam', conversation && !isShut ? { run: markSpam } : undefined)
  useCommand('conversation.not-spam', isSpam ? { run: notSpam } : undefined)
  useCommand('conversation.decline-offer', conversation?.offeredToId === desk.agent.id ? { run: decline } : undefined)
  useCommand('conversation.close', conversation ? { run: () => openConversation(null) } : undefined)
  const onPaper = (as: 'pdf' | 'print', withNotes: boolean) =>
    conversation && {
      run: () => makePaper(desk.main, { conversationId: conversation.id, withNotes, as }, t('paper.failed')),
    }
  useCommand('conversation.save-pdf', onPaper('pdf', false))
  useCommand('conversation.save-pdf-notes', onPaper('pdf', true))
  useCommand('conversation.print', onPaper('print', false))
  useCommand(
    'conversation.open-in-window',
    conversation
      ? {
          run: () => openWindow(desk, { kind: 'conversation', conversationId: conversation.id }, t('problem.window')),
        }
      : undefined,
  )
}
