import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { inBackground } from '../../parts/in-background.ts'
import { Button } from '../../ui/button.tsx'
import styles from './setting.module.css'

type Permission = NotificationPermission | 'missing'

const permission = (): Permission => ('Notification' in window ? Notification.permission : 'missing')

const words = { default: 'ask', granted: 'granted', denied: 'denied', missing: 'missing' } as const

/** In a browser, notifications are the page's, and a person has to allow them. */
export function PagePermission() {
  const { t } = useTranslation()
  const state = useSyncExternalStore(followPermission, permission)
  return (
    <div className={styles.line}>
      <p className={styles.words}>{t(`computer.notices.page.${words[state]}`)}</p>
      {state === 'default' ? (
        <Button size="small" onPress={inBackground(async () => void (await Notification.requestPermission()))}>
          {t('computer.notices.page.allow')}
        </Button>
      ) : null}
    </div>
  )
}

/** A person may also answer in the browser's own settings, while these stand open. */
function followPermission(onChange: () => void): () => void {
  const abort = new AbortController()
  navigator.permissions
    .query({ name: 'notifications' })
    .then((status) => status.addEventListener('change', onChange, { signal: abort.signal }))
    .catch(reportError)
  return () => abort.abort()
}
