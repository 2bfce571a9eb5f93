import { ServerOff, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dismissNotice, useNotice } from '../../parts/notice.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './notice-bar.module.css'

/** What went wrong in this window: what happened, what is safe, what to do. */
export function NoticeBar() {
  const { t } = useTranslation()
  const text = useNotice((state) => state.text)
  const isLost = useWorkstationState((state) => state.link === 'lost')
  if (text === null && !isLost) return null
  return (
    <div className={styles.bar}>
      {isLost ? (
        <Banner tone="danger" icon={<ServerOff size={16} aria-hidden="true" />} title={t('lost.title')}>
          <p>{t('lost.lesson')}</p>
        </Banner>
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
