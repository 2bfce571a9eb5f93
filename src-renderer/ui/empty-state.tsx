import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** An empty place teaches one thing. */
export function EmptyState({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.title}>{title}</p>
      {children === undefined ? null : <p className={styles.lesson}>{children}</p>}
    </div>
  )
}
