import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { putFilesBack } from '../../../actions/files/file-actions.ts'
import { takeBackReply } from '../../../actions/writing-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { handBack } from '../../../state/composing.ts'
import { announce } from '../../../ui/announcer.ts'
import { lastToTakeBack } from './can-take-back.ts'
import { returnWithdrawn, takingBack } from './taking-back.ts'

export function useTakeBack(): (entry: TimelineEntry) => Promise<void> {
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  return async (entry) => {
    // Before it is saved: the replica may show the effect sooner than main answers. A colleague's words stay theirs.
    if (entry.authorId === desk.agent.id) takingBack.add(entry.id)
    if (!wasSaved(await takeBackReply(desk, entry))) takingBack.delete(entry.id)
  }
}

/** The key that takes the latest reply back, and the way of its words into the composer. */
export function useUndoSend(entries: readonly TimelineEntry[] | undefined): void {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const { agent } = desk
  const takeBack = useTakeBack()
  const last = lastToTakeBack(entries ?? [], agent.id)
  useCommand('write.undo-send', last ? { run: () => takeBack(last) } : undefined)
  useEffect(() => {
    for (const { conversationId, text, attachments } of returnWithdrawn(entries ?? [])) {
      handBack(conversationId, 'reply', text)
      putFilesBack(desk, conversationId, attachments).catch(reportError)
      announce(t(attachments.length === 0 ? 'thread.said.takenBack' : 'thread.said.takenBackFiles'))
    }
  }, [entries, desk, t])
}
