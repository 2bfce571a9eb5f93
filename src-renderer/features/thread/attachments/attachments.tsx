import { Download, FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import { isPreviewable } from '#shared/domain/file/is-previewable.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { useWorkstationState } from '../../../state/workstation-state.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import styles from './attachments.module.css'

/** The files of a message. Main fetches them from the server, and nothing of them is kept on this computer unless it is saved. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.list} aria-label={t('thread.files.label')}>
      {attachments.map((attachment) => (
        <li key={attachment.fileId}>
          <File attachment={attachment} />
        </li>
      ))}
    </ul>
  )
}

/** Saved by a press, under a name that hides nothing: see src-main/os/downloads. */
function File({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const isServerHere = useWorkstationState(({ sync }) => sync?.state === 'online' || sync?.state === 'syncing')
  /** Whether the server was there when the picture could not be had: one that was missed offline is asked for again. */
  const [missedWhile, setMissedWhile] = useState<boolean | null>(null)
  const isDrawn = isPreviewable(attachment) && missedWhile !== isServerHere
  const { fileId, name, bytes } = attachment
  const address = `/sync/files/${encodeURIComponent(fileId)}`
  return (
    <a className={styles.file} href={address} download={name}>
      <VisuallyHidden>{t('thread.files.save')} </VisuallyHidden>
      {isDrawn ? (
        <img
          className={styles.picture}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          // Without the server there is no picture: then its name stands here alone.
          onError={() => setMissedWhile(isServerHere)}
        />
      ) : null}
      <span className={styles.chip}>
        <FileText size={16} aria-hidden="true" />
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.size}> {fileSize(bytes, locale)}</span>
        <Download size={14} aria-hidden="true" />
      </span>
    </a>
  )
}
