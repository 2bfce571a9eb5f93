import type { ReactNode } from 'react'
import styles from './door-page.module.css'
import { Mark } from './mark.tsx'

interface DoorPageProps {
  title: string
  lead?: ReactNode
  children: ReactNode
  /** Beneath the card, more quietly. */
  foot?: ReactNode
  size?: 'normal' | 'wide'
}

/** A page before the work: one thing to do, and nothing beside it. */
export function DoorPage({ title, lead, children, foot, size = 'normal' }: DoorPageProps) {
  return (
    <main className={styles.page} data-size={size}>
      <div className={styles.middle}>
        <div className={styles.card}>
          <Mark size={32} />
          <div className={styles.head}>
            <h1 className={styles.title}>{title}</h1>
            {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
          </div>
          {children}
        </div>
        {foot === undefined ? null : <div className={styles.foot}>{foot}</div>}
      </div>
    </main>
  )
}
