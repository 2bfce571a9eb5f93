import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { leaveFiles } from '../../actions/files/file-actions.ts'
import type { SubmitProblem } from '../../actions/submit.ts'
import { submitWriting } from '../../actions/writing-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import type { ComposerMode } from '../../state/composing.ts'
import { useColleagues } from '../../parts/use-colleagues.ts'
import { announce } from '../../ui/announcer.ts'
import type { ConversationDrafts } from './conversation-drafts.ts'
import type { ChipFile } from './files/chips-of.ts'
import { mentionedIn } from './mentions/mentions.ts'

export type Sent =
  | { state: 'idle' }
  | { state: 'saved'; mode: ComposerMode }
  | { state: 'failed'; problem: SubmitProblem }

interface SendOptions {
  row: InboxRow
  drafts: ConversationDrafts
  /** Of the reply. */
  files: readonly ChipFile[]
}

/** Hands what is written to main. The text leaves the composer only when main has said that it is saved. */
export function useSend({ row, drafts, files }: SendOptions) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const colleagues = useColleagues(row.conversation.brandId)
  const [sent, setSent] = useState<Sent>({ state: 'idle' })
  const isUnderWay = useRef(false)
  const attempt = useRef<{ mode: ComposerMode; what: string; entryId: string }>(undefined)

  const send = async (mode: ComposerMode) => {
    const attachments = mode === 'reply' ? declared(files) : []
    if ((drafts.get()[mode].trim() === '' && attachments.length === 0) || isUnderWay.current) return
    isUnderWay.current = true
    let problem: SubmitProblem | undefined
    await drafts.send(mode, async (text, basedOn) => {
      const what = JSON.stringify([text, attachments])
      const isSame = attempt.current?.mode === mode && attempt.current.what === what
      const { entryId } = (attempt.current =
        isSame && attempt.current ? attempt.current : { mode, what, entryId: desk.newId() })
      const { id, lastNumber, assigneeId } = row.conversation
      const submitted = await submitWriting(desk, {
        mode,
        entryId,
        conversationId: id,
        text,
        attachments,
        basedOn,
        lastNumber,
        assigneeId,
        mentions: mentionedIn(text, colleagues).map((colleague) => colleague.id),
      })
      if (submitted.saved) return { draft: submitted.draft }
      problem = submitted.problem
      return problem === 'unreachable' ? 'unknown' : 'not-saved'
    })
    isUnderWay.current = false
    if (problem !== undefined) {
      setSent({ state: 'failed', problem })
      announce(t(`composer.failed.${problem}`), 'assertive')
      return
    }
    attempt.current = undefined
    if (attachments.length > 0)
      leaveFiles(
        row.conversation.id,
        attachments.map(({ fileId }) => fileId),
      )
    setSent({ state: 'saved', mode })
    announce(t(`composer.saved.${mode}`))
  }

  const forget = useCallback(() => setSent({ state: 'idle' }), [])
  return { send, sent, forget }
}

const declared = (files: readonly ChipFile[]): DraftFile[] =>
  files.flatMap(({ fileId, name, bytes }) =>
    fileId === null ? [] : [{ fileId: fileId as DraftFile['fileId'], name, bytes }],
  )
