import { LockKeyhole } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'
import { LinkedText } from './linked-text.tsx'
import styles from './note-card.module.css'

/** A slip of paper among colleagues: another shape, another colour and other words than anything a customer reads. */
export const NoteCard = memo(function NoteCard({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const name = useAgentName()(entry.authorId)
  return (
    <article className={styles.note}>
      <p className={styles.head}>
        <LockKeyhole size={12} strokeWidth={2} aria-hidden="true" />
        <strong>{t('note.title')}</strong>
        <bdi>{name}</bdi>
        <time dateTime={new Date(entry.createdAt).toISOString()} title={time.full(entry.createdAt)}>
          {time.clock(entry.createdAt)}
        </time>
      </p>
      <p className={styles.text} dir="auto" lang={entry.language || undefined}>
        <LinkedText text={entry.text} />
      </p>
    </article>
  )
})
