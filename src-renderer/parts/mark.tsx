import styles from './mark.module.css'

/** Farline's mark: a road to the far line. Decoration; the name stands beside it. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect className={styles.ground} width="24" height="24" rx="6" />
      <path className={styles.lines} d="M10.2 6.5 5.5 18M13.8 6.5 18.5 18M12 18v-2.6M12 12.4v-2M12 7.9v-1" />
    </svg>
  )
}
