import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger' | 'note'
  size?: 'small' | 'normal'
  icon?: ReactNode
  children: ReactNode
  className?: string | undefined
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', size = 'normal', icon, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classNames(styles.button, styles[look], styles[size], className)}>
      {icon}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  )
}
