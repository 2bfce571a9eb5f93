import { type ComponentProps, useId } from 'react'
import styles from './text-input.module.css'

interface TextInputProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  label: string
}

export function TextInput({ label, ...rest }: TextInputProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input {...rest} id={id} className={styles.input} />
    </div>
  )
}
