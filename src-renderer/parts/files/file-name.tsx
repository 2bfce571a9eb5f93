import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './file-name.module.css'
import { splitName } from './split-name.ts'

/** A file's name in its own reading direction; cut where it has no room, but never in its ending. */
export function FileName({ name, className }: { name: string; className?: string | undefined }) {
  const { stem, ending } = splitName(name)
  return (
    <bdi className={classNames(styles.name, className)} title={name}>
      <VisuallyHidden>{name}</VisuallyHidden>
      <span className={styles.stem} aria-hidden="true">
        {stem}
      </span>
      <span className={styles.ending} aria-hidden="true">
        {ending}
      </span>
    </bdi>
  )
}
