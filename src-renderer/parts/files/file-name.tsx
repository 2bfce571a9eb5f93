import { classNames } from '../../ui/class-names.ts'
import styles from './file-name.module.css'
import { splitName } from './split-name.ts'

/** A file's name in its own reading direction; cut where it has no room, but never in its ending. */
export function FileName({ name, className }: { name: string; className?: string | undefined }) {
  const { stem, ending } = splitName(name)
  return (
    <bdi className={classNames(styles.name, className)} title={name}>
      <span className={styles.stem}>{stem}</span>
      {ending === '' ? null : <span className={styles.ending}>{ending}</span>}
    </bdi>
  )
}
