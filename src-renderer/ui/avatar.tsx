import styles from './avatar.module.css'
import { classNames } from './class-names.ts'
import { initialsOf } from './initials.ts'
import { toneOf } from './tone.ts'

/** Initials on a quiet tone that stays with its owner. Decoration: the name always stands beside it or is its label. */
export function Avatar({
  id,
  name,
  size = 'normal',
}: {
  id: string
  name: string
  size?: 'small' | 'normal' | 'large'
}) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles.avatar, styles[size])}
      data-tone={toneOf(id)}
      data-initials={initialsOf(name)}
    />
  )
}
