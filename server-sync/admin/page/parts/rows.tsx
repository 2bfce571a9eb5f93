import type { ReactNode } from 'react'
import styles from './rows.module.css'

export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  icon?: ReactNode
  title: string
  about?: ReactNode
  end?: ReactNode
  /** Without it the row is for reading. */
  onOpen?: (() => void) | undefined
}

export function Row({ icon, title, about, end, onOpen }: RowProps) {
  const inside = (
    <>
      {icon}
      <span className={styles.words}>
        <bdi className={styles.title}>{title}</bdi>
        {about === undefined || about === '' ? null : <span className={styles.about}>{about}</span>}
      </span>
      {end === undefined ? null : <span className={styles.end}>{end}</span>}
    </>
  )
  return (
    <li>
      {onOpen ? (
        <button type="button" className={styles.row} onClick={onOpen}>
          {inside}
        </button>
      ) : (
        <div className={styles.row}>{inside}</div>
      )}
    </li>
  )
}
