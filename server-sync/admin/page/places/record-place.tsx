import { NotebookText, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../../src-renderer/ui/banner.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { Skeleton } from '../../../../src-renderer/ui/skeleton.tsx'
import { type RecordPage, adminApi } from '../api/admin-api.ts'
import { useOffice } from '../office-context.ts'
import { useInstants } from '../parts/language-names.ts'
import { Place } from '../parts/place.tsx'
import { Problem, type ProblemGiven } from '../parts/problem.tsx'
import { Row, Rows } from '../parts/rows.tsx'

type Entry = RecordPage['entries'][number]

const pageLength = 50

/** Who did what with what is others'. Nothing here can be changed; what was changed elsewhere shows. */
export function RecordPlace() {
  const { t, i18n } = useTranslation()
  const { directory } = useOffice()
  const instant = useInstants()
  const [page, setPage] = useState<RecordPage>()
  const [hasMore, setHasMore] = useState(false)
  const [refused, setRefused] = useState<ProblemGiven>()
  const take = useCallback((before: number | undefined, answer: Awaited<ReturnType<typeof adminApi.record>>) => {
    if (!answer.ok) return setRefused(answer)
    setHasMore(answer.value.entries.length === pageLength)
    setPage((known) => ({
      brokenAt: answer.value.brokenAt ?? known?.brokenAt ?? null,
      entries: before === undefined || !known ? answer.value.entries : [...known.entries, ...answer.value.entries],
    }))
  }, [])
  useEffect(() => void adminApi.record(undefined).then((answer) => take(undefined, answer)), [take])

  const showEarlier = async () => {
    const before = page?.entries.at(-1)?.number
    take(before, await adminApi.record(before))
  }

  const named = (id: string) => directory.entries.find((entry) => entry.id === id)?.name
  const verbOf = ({ verb }: Entry) => (i18n.exists(`verb.${verb}`) ? t(`verb.${verb}`) : verb)
  const actorOf = ({ actorKind, actorId }: Entry) => named(actorId) ?? t(`record.actor.${actorKind}`)
  return (
    <Place title={t('place.record.title')} lead={t('place.record.lead')}>
      {refused === undefined ? null : <Problem {...refused} />}
      {page === undefined && refused === undefined ? <Skeleton rows={6} height="row" /> : null}
      {page === undefined ? null : page.brokenAt === null ? (
        <Banner tone="info" icon={<ShieldCheck size={16} aria-hidden="true" />} title={t('record.whole')} />
      ) : (
        <Banner
          tone="danger"
          icon={<ShieldAlert size={16} aria-hidden="true" />}
          title={t('record.broken', { number: page.brokenAt })}
        >
          {t('record.brokenLesson')}
        </Banner>
      )}
      {page?.entries.length === 0 ? (
        <EmptyState icon={<NotebookText size={24} aria-hidden="true" />} title={t('record.none')}>
          {t('record.noneLesson')}
        </EmptyState>
      ) : null}
      {page && page.entries.length > 0 ? (
        <Rows label={t('place.record.title')}>
          {page.entries.map((entry) => (
            <Row
              key={entry.number}
              title={verbOf(entry)}
              about={`${actorOf(entry)} → ${named(entry.subjectId) ?? entry.subjectId} · ${instant(entry.at)}`}
              end={<span>{`#${entry.number}`}</span>}
            />
          ))}
        </Rows>
      ) : null}
      {hasMore ? <Button onPress={() => void showEarlier()}>{t('record.more')}</Button> : null}
    </Place>
  )
}
