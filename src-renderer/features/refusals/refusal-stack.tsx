import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { announce } from '../../ui/announcer.ts'
import { groupRefusals } from './group-refusals.ts'
import { RefusalBanner } from './refusal-banner.tsx'
import { RefusalsTogether } from './refusals-together.tsx'
import styles from './refusal-stack.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

const shown = 3

/** What the server did not accept, newest first, until each is dealt with. */
export function RefusalStack() {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const words = useRefusalWords()
  const cards = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.refusals.watch(undefined, options), [queries]),
    'refusals',
  )
  const newest = cards?.toSorted((a, b) => b.refusedAt - a.refusedAt) ?? []
  const groups = groupRefusals(newest)
  const [first] = newest
  const announced = useRef<string>(undefined)
  useEffect(() => {
    if (!first || announced.current === first.commandId) return
    announced.current = first.commandId
    announce(`${words.title(first)} ${words.reason(first)}`, 'assertive')
  }, [first, words])
  if (newest.length === 0) return null
  return (
    <section className={styles.stack} aria-label={t('refusal.label')}>
      {groups
        .slice(0, shown)
        .map(([card, ...others]) =>
          others.length === 0 ? (
            <RefusalBanner key={card.commandId} card={card} />
          ) : (
            <RefusalsTogether key={card.togetherId} cards={[card, ...others]} />
          ),
        )}
      {groups.length > shown ? (
        <p className={styles.more}>{t('refusal.more', { count: groups.length - shown })}</p>
      ) : null}
    </section>
  )
}
