import type { OsPreferences } from '#shared/rpc/os-contract.ts'
import type { SystemWords } from '../../words/system-words.ts'
import type { Asking } from './newly-asking.ts'

export interface NoticeWords {
  readonly title: string
  readonly body: string
}

/** What a notification says: of the customer no more than the agent allows, however long it stands on the screen. */
export function wordNotice(
  { isMine, customerName, snippet }: Asking,
  messages: number,
  content: OsPreferences['notificationContent'],
  words: SystemWords,
): NoticeWords {
  const isNamed = content !== 'none' && customerName !== ''
  const title = isNamed
    ? words(isMine ? 'notice.messageFrom' : 'notice.waitingFrom', { name: customerName })
    : words(isMine ? 'notice.message' : 'notice.waiting')
  return { title, body: content === 'text' && messages === 1 ? snippet : words('notice.messages', { count: messages }) }
}
