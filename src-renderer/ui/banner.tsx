import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

interface BannerProps {
  tone: 'info' | 'warn' | 'danger'
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Something a person should know, what is safe, and what they can do. It stays until it is dealt with. */
export function Banner({ tone, icon, title, children, actions }: BannerProps) {
  return (
    <section className={classNames(styles.banner, styles[tone])} data-banner={tone} aria-label={title}>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  )
}
