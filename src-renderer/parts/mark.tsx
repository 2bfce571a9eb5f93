import styles from './mark.module.css'

/** Farline's mark: two lines that meet the horizon. Decoration; the name stands beside it. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect className={styles.ground} width="24" height="24" rx="6" />
      <path className={styles.lines} d="M4.5 9.5h15M10.6 9.5 6.5 19M13.4 9.5 17.5 19" />
      <circle className={styles.point} cx="12" cy="5.6" r="1.6" />
    </svg>
  )
}
