import { AppWindow, ArrowRight, Contrast, MessagesSquare, PenLine } from 'lucide-react'
import type { CommandInfo } from '../../commands/catalogue.ts'
import styles from './palette.module.css'

const icons = {
  go: ArrowRight,
  conversation: MessagesSquare,
  write: PenLine,
  window: AppWindow,
  look: Contrast,
} as const satisfies Record<CommandInfo['group'], typeof ArrowRight>

/** What kind of thing a command does. */
export function GroupIcon({ group }: { group: CommandInfo['group'] }) {
  const Icon = icons[group]
  const isDirected = group === 'go' || group === 'write'
  return <Icon size={14} strokeWidth={1.75} aria-hidden="true" className={isDirected ? styles.mirrored : undefined} />
}
