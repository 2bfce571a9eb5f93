import { OctagonX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { openConversation } from '../../state/navigation.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import type { RefusalGroup } from './group-refusals.ts'
import styles from './refusals-together.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

/** Of many that something was done to at once: which were not accepted, and why. */
export function RefusalsTogether({ cards }: { cards: RefusalGroup }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const words = useRefusalWords()
  const [first] = cards
  const byReason = new Map<string, string[]>()
  for (const card of cards) {
    if (card.conversationId === null) continue
    const reason = words.reason(card)
    byReason.set(reason, (byReason.get(reason) ?? []).concat(card.conversationId))
  }
  const dismiss = async () => {
    for (const { commandId } of cards) await desk.queries.refusals.dismiss({ commandId })
  }
  return (
    <Banner
      tone="danger"
      icon={<OctagonX size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={t('refusal.together', { count: cards.length, what: words.title(first) })}
      actions={
        <Button size="small" look="quiet" onPress={inBackground(dismiss)}>
          {t('refusal.dismiss')}
        </Button>
      }
    >
      <ul className={styles.reasons}>
        {[...byReason].map(([reason, ids]) => (
          <li key={reason}>
            <details>
              <summary>{t('refusal.times', { count: ids.length, reason })}</summary>
              <div className={styles.shown}>
                {ids.map((id, index) => (
                  <Button key={id} size="small" look="quiet" onPress={() => openConversation(id)}>
                    {t('refusal.showOne', { number: index + 1 })}
                  </Button>
                ))}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
