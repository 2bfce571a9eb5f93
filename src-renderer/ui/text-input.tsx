import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './text-input.module.css'

interface TextInputProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  label: string
  /** Said beneath the field, before anything is wrong. */
  hint?: ReactNode
  /** Stands in the field, after what is written: a button that concerns it. */
  end?: ReactNode
}

export function TextInput({ label, hint, end, 'aria-describedby': describedBy, ...rest }: TextInputProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const hasHint = hint !== undefined && hint !== null
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.line}>
        <input
          {...rest}
          id={id}
          className={classNames(styles.input, end !== undefined && styles.withEnd)}
          aria-describedby={classNames(describedBy, hasHint && hintId) || undefined}
        />
        {end === undefined ? null : <span className={styles.end}>{end}</span>}
      </div>
      {hasHint ? (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
