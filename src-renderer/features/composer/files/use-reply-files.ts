import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { removeFile, takeFiles } from '../../../actions/files/file-actions.ts'
import type { Offered } from '../../../actions/files/look-through.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { type NotTaken, endHanding, sayNotTaken, unmarkLeft, useHanding } from '../../../state/files/handing.ts'
import { useOutgoing } from '../../../state/files/outgoing.ts'
import { useIsServerHere } from '../../../state/workstation-state.ts'
import { announce } from '../../../ui/announcer.ts'
import { type ChipFile, chipsOf, holdOf } from './chips-of.ts'
import { useAbandoned } from './use-abandoned.ts'

const none: readonly NotTaken[] = []

/** The files of the reply in one conversation: what is shown of them, and what can be done. */
export function useReplyFiles(conversationId: string, kept: readonly DraftFile[]) {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const isServerHere = useIsServerHere()
  const outgoing = useOutgoing(({ files }) => files)
  const handing = useHanding(({ files }) => files)
  const left = useHanding((state) => state.left)
  const notTaken = useHanding((state) => state.notTaken.get(conversationId) ?? none)
  const abandoned = useAbandoned(outgoing, (fileId) => handing.some((file) => file.fileId === fileId))
  const files = useMemo(
    () => chipsOf({ conversationId, kept, outgoing, handing, left, abandoned, isServerHere }),
    [conversationId, kept, outgoing, handing, left, abandoned, isServerHere],
  )

  const hold = holdOf(files)
  // Found out by main or the server, while something else may be done here.
  useEffect(() => {
    if (hold === 'refused' || hold === 'not-kept') announce(t(`composer.files.hold.${hold}`))
  }, [hold, t])

  // What main does not name any more is over: sent or removed, here or in another window.
  useEffect(() => {
    const isNamed = (fileId: string | null) => kept.some((file) => file.fileId === fileId)
    endHanding((file) => file.conversationId === conversationId && file.step === null && !isNamed(file.fileId))
    unmarkLeft([...useHanding.getState().left].filter((fileId) => outgoing?.has(fileId) === false && !isNamed(fileId)))
  }, [conversationId, kept, outgoing])

  const words = ({ name, why }: NotTaken): string =>
    t(`composer.files.notTaken.${why}`, {
      name: isolated(name),
      most: why === 'too-many' ? attachmentsMax : fileSize(fileMaxBytes, locale),
    })

  return {
    files,
    hold,
    notTaken: notTaken.map((each) => ({ ...each, words: words(each) })),
    dismiss: () => sayNotTaken(conversationId, []),
    /** @param isNote has no files: who drops one there is told so */
    take(offered: readonly Offered<File>[], isNote: boolean) {
      if (isNote) {
        sayNotTaken(conversationId, [{ name: '', why: 'note' }])
        announce(t('composer.files.notTaken.note'), 'assertive')
        return
      }
      const { taken, notTaken: problems } = takeFiles(desk, conversationId, offered, files.length)
      if (problems.length > 0) announce(problems.map(words).join(' '), 'assertive')
      else if (taken > 0) announce(t('composer.files.said.added', { count: taken }))
    },
    remove(file: ChipFile) {
      announce(t('composer.files.said.removed', { name: isolated(file.name) }))
      removeFile(desk, file)
        .then((problem) => problem === null || wasSaved({ saved: false, problem }))
        .catch(reportError)
    },
  }
}

export type ReplyFiles = ReturnType<typeof useReplyFiles>

/** A name within a sentence keeps its own reading direction to itself. */
const isolated = (name: string) => `\u2068${name}\u2069`
