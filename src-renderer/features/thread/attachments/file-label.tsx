import { FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { FileName } from '../../../parts/files/file-name.tsx'
import styles from './attachments.module.css'

interface FileLabelProps {
  file: Pick<Attachment, 'name' | 'bytes'>
  /** What a press does, as an icon. */
  action?: ReactNode
}

export function FileLabel({ file: { name, bytes }, action }: FileLabelProps) {
  const { locale } = useFormats()
  return (
    <span className={styles.chip}>
      <FileText size={16} aria-hidden="true" />
      <FileName name={name} />
      <span className={styles.size}> {fileSize(bytes, locale)}</span>
      {action}
    </span>
  )
}
