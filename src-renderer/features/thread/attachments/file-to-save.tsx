import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import { isPreviewable } from '#shared/domain/file/is-previewable.ts'
import { deskFilePath } from '#shared/rpc/desk-files.ts'
import { useIsServerHere } from '../../../state/workstation-state.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import styles from './attachments.module.css'
import { FileLabel } from './file-label.tsx'
import { useSaveFile } from './use-save-file.ts'

/**
 * A file that is whole. Main has it on this computer, sealed, or fetches it from the server. Saved by a press, under a name
 * that hides nothing: see src-main/os/downloads.
 */
export function FileToSave({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation()
  const isServerHere = useIsServerHere()
  const { fileId, name } = attachment
  const address = deskFilePath(fileId)
  /** Whether the server was there when the picture could not be had: one that was missed offline is asked for again. */
  const [missedWhile, setMissedWhile] = useState<boolean | null>(null)
  const { problem, onClick } = useSaveFile(address)
  const isMissed = missedWhile === isServerHere
  const shown = problem ?? (isMissed && !isServerHere ? 'unreachable' : null)
  return (
    <a className={styles.file} href={address} download={name} onClick={onClick}>
      <VisuallyHidden>{t('thread.files.save')} </VisuallyHidden>
      {isPreviewable(attachment) && !isMissed ? (
        <img
          className={styles.picture}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setMissedWhile(isServerHere)}
        />
      ) : null}
      <FileLabel file={attachment} action={<Download size={14} aria-hidden="true" />} />
      {shown === null ? null : <span className={styles.problem}>{t(`thread.files.${shown}`)}</span>}
    </a>
  )
}
