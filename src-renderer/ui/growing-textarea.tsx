import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './growing-textarea.module.css'

/** A plain text area that grows with what is typed, up to the height its place allows (field-sizing: content). */
export function GrowingTextarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={2} {...rest} className={classNames(styles.textarea, className)} />
}
