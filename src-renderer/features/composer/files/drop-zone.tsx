import { FileUp, LockKeyhole } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { classNames } from '../../../ui/class-names.ts'
import styles from './drop-zone.module.css'
import { filesOfTransfer, hasFiles } from './files-of-transfer.ts'
import type { Offered } from '../../../actions/files/look-through.ts'

interface DropZoneProps {
  /** Inside the conversation, onto all of which files can be dropped. */
  inside: RefObject<HTMLElement | null>
  isNote: boolean
  onDrop: (offered: readonly Offered<File>[]) => void
}

/** Shows, while files are dragged over the conversation, where they go: with a pointer only; the button does the same. */
export function DropZone({ inside, isNote, onDrop }: DropZoneProps) {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const [isOver, setIsOver] = useState(false)
  const dropped = useRef(onDrop)
  useEffect(() => {
    dropped.current = onDrop
  })
  useEffect(() => {
    const place = inside.current?.closest<HTMLElement>('[data-pane="thread"]') ?? null
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setIsOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node) || !place?.contains(relatedTarget)) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      dropped.current(filesOfTransfer(event.dataTransfer))
    }
    place?.addEventListener('dragenter', over)
    place?.addEventListener('dragover', over)
    place?.addEventListener('dragleave', leave)
    place?.addEventListener('drop', drop)
    return () => {
      place?.removeEventListener('dragenter', over)
      place?.removeEventListener('dragover', over)
      place?.removeEventListener('dragleave', leave)
      place?.removeEventListener('drop', drop)
    }
  }, [inside])
  if (!isOver) return null
  return (
    <div className={styles.zone} aria-hidden="true" data-drop-zone="">
      <div className={classNames(styles.frame, isNote && styles.note)}>
        {isNote ? <LockKeyhole size={28} strokeWidth={1.25} /> : <FileUp size={28} strokeWidth={1.25} />}
        <p className={styles.words}>{t(isNote ? 'composer.files.notTaken.note' : 'composer.files.drop')}</p>
        {isNote ? null : (
          <p className={styles.most}>
            {t('composer.files.dropMost', { files: attachmentsMax, most: fileSize(fileMaxBytes, locale) })}
          </p>
        )}
      </div>
    </div>
  )
}
