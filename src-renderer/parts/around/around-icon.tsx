import { Eye, LockKeyhole, MessageSquareMore, PencilLine } from 'lucide-react'
import type { AroundKind } from './use-around-words.ts'

const icons = { replying: PencilLine, noting: LockKeyhole, viewing: Eye, customer: MessageSquareMore } as const

export function AroundIcon({ kind }: { kind: AroundKind }) {
  const Icon = icons[kind]
  return <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
}
