import { Hourglass, ServerOff, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isSoonErased } from '../../parts/is-soon-erased.ts'
import { dismissNotice, useNotice } from '../../parts/notice.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useNow } from '../../state/now.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './notice-bar.module.css'

/** What went wrong in this window: what happened, what is safe, what to do. */
export function NoticeBar() {
  const { t } = useTranslation()
  const text = useNotice((state) => state.text)
  const link = useWorkstationState((state) => state.link)
  const lost = link === 'lost' ? 'lost' : link === 'not-let-in' ? 'notLetIn' : null
  const { time } = useFormats()
  const now = useNow()
  const keptUntilAt = useWorkstationState(({ session }) => (session?.state === 'signed-in' ? session.keptUntilAt : 0))
  const isEnding = isSoonErased(keptUntilAt, now)
  if (text === null && lost === null && !isEnding) return null
  return (
    <div className={styles.bar}>
      {lost ? (
        <Banner tone="danger" icon={<ServerOff size={16} aria-hidden="true" />} title={t(`${lost}.title`)}>
          <p>{t(`${lost}.lesson`)}</p>
        </Banner>
      ) : null}
      {isEnding ? (
        <Banner
          tone="warn"
          icon={<Hourglass size={16} aria-hidden="true" />}
          title={t('door.keptUntil', { time: time.full(keptUntilAt) })}
        />
      ) : null}
      {text === null ? null : (
        <Banner
          tone="danger"
          icon={<TriangleAlert size={16} aria-hidden="true" />}
          title={text}
          actions={
            <Button size="small" look="quiet" onPress={dismissNotice}>
              {t('notice.dismiss')}
            </Button>
          }
        />
      )}
    </div>
  )
}
