import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { useDirectory } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { entriesOnPaper } from './entries-on-paper.ts'
import type { PaperPlace } from './paper-of.ts'
import styles from './paper.module.css'
import { useReadyPaper } from './use-ready-paper.ts'

/** As many as a query answers. */
const most = 1_000

/** A conversation as it is printed: what was said, by whom and when, and nothing to press. */
export function Paper({ place }: { place: PaperPlace }) {
  const { t } = useTranslation()
  const { queries, organisation } = useWorkstation()
  const { time } = useFormats()
  const now = useNow()
  const customerName = useCustomerName()
  const { conversationId, withNotes } = place
  const row = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.watch({ conversationId }, options),
      [queries, conversationId],
    ),
    conversationId,
  )
  const entries = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.timeline({ conversationId, limit: most }, options),
      [queries, conversationId],
    ),
    conversationId,
  )
  useReadyPaper(place.paperId, Boolean(row && entries))
  if (!row || !entries) return null
  const { conversation } = row
  const name = customerName(row.customerName)
  return (
    <main className={styles.paper}>
      <h1 className={styles.title} dir="auto">
        {t('paper.title', { name })}
      </h1>
      <p className={styles.subject} dir="auto" lang={conversation.language || undefined}>
        {conversation.subject}
      </p>
      <dl className={styles.facts}>
        <dt>{t('paper.number')}</dt>
        <dd>
          <bdi>{conversation.id}</bdi>
        </dd>
        <dt>{t('paper.customer')}</dt>
        <dd>
          <bdi>{name}</bdi>
        </dd>
        <dt>{t('paper.opened')}</dt>
        <dd>{time.full(conversation.openedAt)}</dd>
        {conversation.status === 'resolved' ? (
          <>
            <dt>{t('paper.resolved')}</dt>
            <dd>{time.full(conversation.resolvedAt)}</dd>
          </>
        ) : null}
        <dt>{t('paper.printed')}</dt>
        <dd>
          {time.full(now)}, <bdi>{organisation.name}</bdi>
        </dd>
      </dl>
      {withNotes ? <p className={styles.warning}>{t('paper.hasNotes')}</p> : null}
      {entries.length >= most ? <p>{t('paper.more')}</p> : null}
      <ol className={styles.entries}>
        {entriesOnPaper(entries, withNotes).map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} customerName={name} />
          </li>
        ))}
      </ol>
    </main>
  )
}

function Entry({ entry, customerName }: { entry: TimelineEntry; customerName: string }) {
  const { t } = useTranslation()
  const { time, locale } = useFormats()
  const { organisation } = useWorkstation()
  const directory = useDirectory()
  // On paper nobody is "you".
  const author =
    entry.authorKind === 'customer'
      ? customerName
      : entry.authorKind === 'agent'
        ? (directory.get(entry.authorId)?.name ?? organisation.name)
        : t(`author.${entry.authorKind}`)
  return (
    <article className={entry.kind === 'note' ? styles.note : styles.entry}>
      <p className={styles.head}>
        <bdi className={styles.author}>{author}</bdi>
        <time dateTime={new Date(entry.createdAt).toISOString()}>{time.full(entry.createdAt)}</time>
        {entry.kind === 'note' ? <strong>{t('paper.note')}</strong> : null}
      </p>
      <p className={styles.text} dir="auto" lang={entry.language || undefined}>
        {entry.text}
      </p>
      {entry.attachments.length === 0 ? null : (
        <ul className={styles.files} aria-label={t('thread.files.label')}>
          {entry.attachments.map(({ fileId, name, bytes }) => (
            <li key={fileId}>
              <bdi>{name}</bdi> ({fileSize(bytes, locale)})
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
