import { classNames } from './class-names.ts'
import styles from './skeleton.module.css'

/** Stands where rows will be, only while this desk has nothing yet. The words beside it say what is going on. */
export function Skeleton({ rows, height }: { rows: number; height: 'row' | 'line' }) {
  return (
    <div aria-hidden="true" className={styles.skeleton}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classNames(styles.block, styles[height])}>
          <i className={styles.long} />
          {height === 'row' ? <i className={styles.short} /> : null}
        </div>
      ))}
    </div>
  )
}
