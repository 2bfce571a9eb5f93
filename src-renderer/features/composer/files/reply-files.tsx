import { TriangleAlert } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { FileChips } from './file-chips.tsx'
import styles from './reply-files.module.css'
import type { ReplyFiles as Files } from './use-reply-files.ts'

interface ReplyFilesProps {
  replyFiles: Files
  /** A note has none. */
  isNote: boolean
  field: RefObject<HTMLElement | null>
}

/** Under the text of a reply: its files, and what could not be put to it. */
export function ReplyFiles({ replyFiles: { files, notTaken, remove, dismiss }, isNote, field }: ReplyFilesProps) {
  const { t } = useTranslation()
  return (
    <>
      {notTaken.length === 0 ? null : (
        <div className={styles.notTaken} data-files-not-taken="">
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden="true" className={styles.icon} />
          <ul className={styles.problems}>
            {notTaken.map(({ name, why, words }, index) => (
              <li key={`${index} ${why} ${name}`}>{words}</li>
            ))}
          </ul>
          <Button
            size="small"
            look="quiet"
            onPress={() => {
              dismiss()
              field.current?.focus()
            }}
          >
            {t('composer.files.dismiss')}
          </Button>
        </div>
      )}
      {isNote ? null : <FileChips files={files} field={field} onRemove={remove} />}
    </>
  )
}
