import { type ComponentProps, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './select-input.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

interface SelectInputProps extends Omit<ComponentProps<'select'>, 'className' | 'id'> {
  label: string
  /** Its name is for those who listen only: the chosen value says enough. */
  isQuiet?: boolean
}

/** The system's own list: every keyboard and every screen reader knows it. */
export function SelectInput({ label, isQuiet = false, ...rest }: SelectInputProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {isQuiet ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <select {...rest} id={id} className={classNames(styles.select, isQuiet && styles.quiet)} />
    </div>
  )
}
