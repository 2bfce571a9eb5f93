import type { ReactNode } from 'react'
import styles from './place.module.css'

interface PlaceProps {
  title: string
  lead: string
  actions?: ReactNode
  children: ReactNode
}

/** One subject of the administration: what it is, what can be done, what there is. */
export function Place({ title, lead, actions, children }: PlaceProps) {
  return (
    <div className={styles.place}>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

export function Group({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
