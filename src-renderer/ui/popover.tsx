import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import styles from './popover.module.css'

interface PopoverProps {
  label: string
  trigger: ReactElement
  /** Given `close`, for what leads somewhere else. */
  children: (close: () => void) => ReactNode
}

/** More about what was pressed, beside it. */
export function Popover({ label, trigger, children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover placement="bottom end" offset={6} className={styles.popover ?? ''}>
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          {({ close }) => children(close)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
