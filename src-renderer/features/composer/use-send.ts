import { type RefObject, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { SubmitProblem } from '../../actions/submit.ts'
import { submitWriting } from '../../actions/writing-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import type { ComposerMode } from '../../state/composing.ts'
import { announce } from '../../ui/announcer.ts'
import type { Drafts } from './draft-text.ts'

export type Sent =
  | { state: 'idle' }
  | { state: 'saved'; mode: ComposerMode }
  | { state: 'failed'; problem: SubmitProblem }

interface SendOptions {
  row: InboxRow
  latest: RefObject<Drafts>
  change: (mode: ComposerMode, text: string, when: 'now') => void
}

/** Hands what is written to main. The text leaves the composer only when main has said that it is saved. */
export function useSend({ row, latest, change }: SendOptions) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const [sent, setSent] = useState<Sent>({ state: 'idle' })
  const isUnderWay = useRef(false)
  const attempt = useRef<{ mode: ComposerMode; text: string; entryId: string }>(undefined)

  const send = async (mode: ComposerMode) => {
    const text = latest.current[mode]
    if (text.trim() === '' || isUnderWay.current) return
    isUnderWay.current = true
    const isSame = attempt.current?.mode === mode && attempt.current.text === text
    const { entryId } = (attempt.current =
      isSame && attempt.current ? attempt.current : { mode, text, entryId: desk.newId() })
    const { id, lastNumber, assigneeId } = row.conversation
    const submitted = await submitWriting(desk, { mode, entryId, conversationId: id, text, lastNumber, assigneeId })
    isUnderWay.current = false
    if (!submitted.saved) {
      setSent({ state: 'failed', problem: submitted.problem })
      announce(t(`composer.failed.${submitted.problem}`), 'assertive')
      return
    }
    attempt.current = undefined
    const now = latest.current[mode]
    // What was typed while it was being saved stays.
    change(mode, now.startsWith(text) ? now.slice(text.length).trimStart() : now, 'now')
    setSent({ state: 'saved', mode })
    announce(t(`composer.saved.${mode}`))
  }

  const forget = useCallback(() => setSent({ state: 'idle' }), [])
  return { send, sent, forget }
}
