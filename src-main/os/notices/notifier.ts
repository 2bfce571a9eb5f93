import type { Clock } from '#shared/kit/clock.ts'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { OsPreferences } from '#shared/rpc/os-contract.ts'
import type { ReadableValue } from '../../flow/observable-value.ts'
import type { SystemWords } from '../../words/system-words.ts'
import { type Asking, type Seen, firstSeen, newlyAsking } from './newly-asking.ts'
import { isQuiet, minuteOfDay } from './quiet-hours.ts'
import { type NoticeWords, wordNotice } from './word-notice.ts'

/** Where notifications appear: the system's own, or a page's. */
export interface NoticeCentre {
  /** Takes the place of what was shown under this key. */
  show(key: string, words: NoticeWords, conversationId: string | null): void
  close(key: string): void
  /** Whether a person looks at Farline now: then nothing has to be told. */
  isLooking(): boolean
  onLooking(listener: () => void): void
}

interface NotifierParts {
  readonly centre: NoticeCentre
  /** Null while the desk is locked, or nobody sits here. */
  readonly attention: ReadableValue<Attention | null>
  readonly preferences: ReadableValue<Pick<OsPreferences, 'notifications' | 'notificationContent' | 'quietHours'>>
  readonly words: ReadableValue<SystemWords>
  readonly clock: Clock
  /** In a call nothing else asks for attention. */
  isInCall(): boolean
}

/** So many conversations have a notification of their own; the rest is counted in one. */
const shownMax = 3
const moreKey = 'more'

/** Tells whoever looks at something else that a customer has written: once for each conversation, and never on a locked desk. */
export function startNotifier({ centre, attention, preferences, words, clock, isInCall }: NotifierParts): void {
  let seen: Seen | null = null
  /** New messages of each conversation that has a notification. */
  const shown = new Map<string, number>()
  const more = new Set<string>()

  attention.onChange(take)
  centre.onLooking(withdrawAll)
  take(attention.get())

  function take(now: Attention | null): void {
    if (!now) {
      seen = null
      return withdrawAll()
    }
    if (!seen) {
      seen = firstSeen(now)
      return
    }
    const found = newlyAsking(seen, now)
    withdrawAnswered(now)
    // While somebody looks, or wants quiet, it is seen all the same: it is not told later.
    if (mayTell() && found.fresh.length > 0) {
      const before = more.size
      for (const asking of found.fresh.toReversed()) tell(asking, newMessages(seen, asking))
      if (more.size > before) tellMore()
    }
    seen = found.seen
  }

  function mayTell(): boolean {
    const { notifications, quietHours } = preferences.get()
    return notifications && !centre.isLooking() && !isInCall() && !isQuiet(quietHours, minuteOfDay(clock.now()))
  }

  function tell(asking: Asking, messages: number): void {
    const { conversationId } = asking
    if (!shown.has(conversationId) && shown.size >= shownMax) {
      more.add(conversationId)
      return
    }
    const total = (shown.get(conversationId) ?? 0) + messages
    shown.set(conversationId, total)
    centre.show(
      conversationId,
      wordNotice(asking, total, preferences.get().notificationContent, words.get()),
      conversationId,
    )
  }

  function tellMore(): void {
    if (more.size === 0) return centre.close(moreKey)
    centre.show(moreKey, { title: words.get()('notice.more', { count: more.size }), body: '' }, null)
  }

  /** Read, answered or taken by somebody: there is nothing to be told any more. */
  function withdrawAnswered({ asking }: Attention): void {
    const still = new Set(asking.map(({ conversationId }) => conversationId))
    for (const conversationId of shown.keys()) {
      if (still.has(conversationId)) continue
      shown.delete(conversationId)
      centre.close(conversationId)
    }
    const before = more.size
    for (const conversationId of more) if (!still.has(conversationId)) more.delete(conversationId)
    if (more.size !== before) tellMore()
  }

  function withdrawAll(): void {
    for (const conversationId of shown.keys()) centre.close(conversationId)
    if (more.size > 0) centre.close(moreKey)
    shown.clear()
    more.clear()
  }
}

/** Of a conversation that was not seen before, at least one. */
function newMessages({ numbers }: Seen, { conversationId, lastNumber }: Asking): number {
  const before = numbers.get(conversationId)
  return before === undefined ? 1 : lastNumber - before
}
