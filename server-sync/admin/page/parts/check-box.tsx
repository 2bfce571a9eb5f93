import type { ComponentProps, ReactNode } from 'react'
import styles from './check-box.module.css'

interface CheckBoxProps extends Omit<ComponentProps<'input'>, 'className' | 'type' | 'children'> {
  children: ReactNode
  /** One line more about what it means. */
  hint?: string | undefined
}

export function CheckBox({ children, hint, ...rest }: CheckBoxProps) {
  return (
    <label className={styles.choice}>
      <input {...rest} type="checkbox" className={styles.box} />
      <span>
        {children}
        {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  )
}
