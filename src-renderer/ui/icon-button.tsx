import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Kbd } from './kbd.tsx'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  label: string
  /** The key that does the same, for the tooltip. */
  keys?: string | undefined
  isActive?: boolean
  size?: 'small' | 'normal' | 'large'
  children: ReactNode
}

/** An icon that acts. Its name is always there: for screen readers as its label, for everybody else as a tooltip. */
export function IconButton({ label, keys, isActive, size = 'normal', children, ...rest }: IconButtonProps) {
  const tip = keys === undefined ? label : [label, <Kbd key="keys">{keys}</Kbd>]
  return (
    <Tooltip text={tip}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(styles.button, styles[size], isActive && styles.active)}
      >
        {children}
      </AriaButton>
    </Tooltip>
  )
}
