import { useTranslation } from 'react-i18next'
import { isOnItsWay } from '#shared/domain/file/is-on-its-way.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { classNames } from '../../../ui/class-names.ts'
import styles from './attachments.module.css'
import { FileOnItsWay } from './file-on-its-way.tsx'
import { FileToSave } from './file-to-save.tsx'

/** The files of a message. */
export function Attachments({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  return (
    <ul
      className={classNames(styles.list, entry.authorKind !== 'customer' && styles.ours)}
      aria-label={t('thread.files.label')}
    >
      {entry.attachments.map((attachment) => (
        <li key={attachment.fileId}>
          {isOnItsWay(attachment) ? (
            <FileOnItsWay attachment={attachment} entry={entry} />
          ) : (
            <FileToSave attachment={attachment} />
          )}
        </li>
      ))}
    </ul>
  )
}
