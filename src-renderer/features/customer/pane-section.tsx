import type { ReactNode } from 'react'
import { useFormats } from '../../i18n/use-formats.ts'
import styles from './pane-section.module.css'

export function PaneSection({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  const { names } = useFormats()
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>
        {title}
        {count === undefined ? null : <span className={styles.count}>{names.number(count)}</span>}
      </h3>
      {children}
    </section>
  )
}
