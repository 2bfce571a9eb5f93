import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger, type DialogTriggerProps, Popover as AriaPopover } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './popover.module.css'

interface PopoverProps extends Pick<DialogTriggerProps, 'isOpen' | 'onOpenChange'> {
  label: string
  trigger: ReactElement
  size?: 'small' | 'normal'
  placement?: 'bottom end' | 'bottom start'
  /** Given `close`, for what leads somewhere else. */
  children: (close: () => void) => ReactNode
}

/** More about what was pressed, beside it. */
export function Popover({
  label,
  trigger,
  size = 'normal',
  placement = 'bottom end',
  children,
  ...open
}: PopoverProps) {
  return (
    <DialogTrigger {...open}>
      {trigger}
      <AriaPopover placement={placement} offset={6} className={classNames(styles.popover, styles[size])}>
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          {({ close }) => children(close)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
