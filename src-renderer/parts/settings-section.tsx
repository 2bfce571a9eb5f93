import { type ReactNode, useId } from 'react'
import styles from './settings-section.module.css'

/** Choices that belong together. */
export function SettingsSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.choices}>{children}</div>
    </section>
  )
}
