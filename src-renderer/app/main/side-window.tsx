import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WindowKind } from '#shared/rpc/window-place.ts'
import { SyncPill } from '../../features/sync/sync-pill.tsx'
import styles from './side-window.module.css'
import { NoticeBar } from './notice-bar.tsx'

interface SideWindowProps {
  kind: Exclude<WindowKind, 'main' | 'conversation'>
  children: ReactNode
}

/** A window beside the work: its name, whether what it shows is the truth, and one page. */
export function SideWindow({ kind, children }: SideWindowProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.window}>
      <header className={styles.bar} data-pane="top">
        <h1 className={styles.title}>{t(`window.${kind}`)}</h1>
        <SyncPill />
      </header>
      <NoticeBar />
      <main className={styles.page} data-pane="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
