import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Priority } from '#shared/domain/conversation/priorities.ts'
import { mayServe } from '#shared/domain/directory/may-serve.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import {
  addTag,
  assignConversation,
  markAsSpam,
  prioritiseConversation,
  resolveConversation,
  snoozeConversation,
} from '../../../actions/conversation-actions.ts'
import { doToAll } from '../../../actions/do-to-all.ts'
import type { Submitted } from '../../../actions/submit.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { showNotice } from '../../../parts/notice.ts'
import { useDirectory } from '../../../state/directory.ts'
import { clearSelection, useSelection } from '../../../state/selection.ts'
import { announce } from '../../../ui/announcer.ts'

/** What is selected of the list, in its order, and what can be done with all of it. */
export function useBulk(rows: readonly InboxRow[]) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const directory = useDirectory()
  const selected = useSelection((state) => state.selected)
  const [open, setOpen] = useState<'assign' | 'tag' | 'snooze' | null>(null)
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null)
  const conversations = useMemo(
    () => rows.map(({ conversation }) => conversation).filter(({ id }) => selected.has(id)),
    [rows, selected],
  )
  const isAny = conversations.length > 0
  const brandIds = [...new Set(conversations.map(({ brandId }) => brandId))]
  const colleagues = isAny
    ? [...directory.values()]
        .filter(({ kind, isActive, id }) => kind === 'agent' && isActive && id !== desk.agent.id)
        .filter((entry) => brandIds.every((brandId) => mayServe(entry, brandId, (id) => directory.get(id))))
        .toSorted((a, b) => a.name.localeCompare(b.name))
    : []

  const toAll = (said: string, act: (conversation: Conversation) => Promise<Submitted>) =>
    inBackground(async () => {
      setOpen(null)
      // As they stood when it was asked for: the list changes while it is done.
      const subjects = conversations
      clearSelection()
      const { done, problem } = await doToAll(desk, subjects, act, (count) =>
        setProgress({ done: count, count: subjects.length }),
      )
      setProgress(null)
      announce(t('bulk.done', { what: said, count: done }))
      if (problem !== null) showNotice(t(`problem.${problem}`))
    })()

  const assign = (to: string | null) =>
    toAll(t('doing.done.conversation-assign'), ({ id, assigneeId }) => assignConversation(desk, id, to, assigneeId))
  const tag = (name: string) => toAll(t('doing.done.tag-add'), ({ id }) => addTag(desk, id, name))
  const prioritise = (priority: Priority) =>
    toAll(t('doing.done.conversation-prioritise'), ({ id }) => prioritiseConversation(desk, id, priority))
  const snooze = (untilAt: Instant) =>
    toAll(t('doing.done.conversation-snooze'), ({ id }) => snoozeConversation(desk, id, untilAt))
  const resolve = () => toAll(t('doing.done.conversation-resolve'), ({ id }) => resolveConversation(desk, id))
  const markSpam = () => toAll(t('doing.done.conversation-mark-spam'), ({ id }) => markAsSpam(desk, id))

  const over = (run: () => void) => (isAny ? { run } : undefined)
  useCommand(
    'conversation.assign-to-me',
    over(() => assign(desk.agent.id)),
    'selection',
  )
  useCommand(
    'conversation.hand-over',
    over(() => setOpen('assign')),
    'selection',
  )
  useCommand(
    'conversation.tag',
    over(() => setOpen('tag')),
    'selection',
  )
  useCommand(
    'conversation.snooze',
    over(() => setOpen('snooze')),
    'selection',
  )
  useCommand('conversation.resolve', over(resolve), 'selection')
  useCommand('conversation.mark-spam', over(markSpam), 'selection')
  useCommand(
    'conversation.priority-low',
    over(() => prioritise('low')),
    'selection',
  )
  useCommand(
    'conversation.priority-normal',
    over(() => prioritise('normal')),
    'selection',
  )
  useCommand(
    'conversation.priority-high',
    over(() => prioritise('high')),
    'selection',
  )
  useCommand(
    'conversation.priority-urgent',
    over(() => prioritise('urgent')),
    'selection',
  )
  return {
    count: progress ? progress.count : conversations.length,
    progress,
    colleagues,
    open,
    setOpen,
    assign,
    tag,
    prioritise,
    snooze,
    resolve,
    markSpam,
  }
}
