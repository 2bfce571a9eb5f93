import type { PresenceView } from '#shared/rpc/presence-contract.ts'
import type {
  AgentPresence,
  GivenBackFrame,
  PresenceFrame,
  PresencesFrame,
  PresenceWish,
} from '#shared/sync/presence-protocol.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Seat } from '../session/seat.ts'

interface Parts {
  readonly seat: ReadableValue<Pick<Seat, 'who' | 'dataKey'> | null>
  /** Nobody has touched this computer for a while. */
  readonly isAway: ReadableValue<boolean>
}

/** What the agent at this desk can do: what they chose, unless they have left. Never logged: the server writes down since when. */
export interface OwnPresence {
  readonly view: ReadableValue<PresenceView>
  choose(wish: PresenceWish): void
  chooseNext(next: PresenceWish | null): void
  /** The agent has done something with a conversation: perhaps that was the one after which they go. */
  did(commandType: string): void
  take(frame: PresencesFrame | GivenBackFrame): void
  seen(): void
  /** There is no line any more: what was known of others is not known now. */
  lost(): void
  onDue(send: (frame: PresenceFrame | { readonly frame: 'given-back-seen' }) => void): () => void
  stop(): void
}

type Chosen = Pick<PresenceFrame, 'state' | 'reasonId' | 'cause'>

/** Done with it, as far as the agent is concerned. */
const finishing: ReadonlySet<string> = new Set([
  'conversation.resolve',
  'conversation.snooze',
  'conversation.transfer',
  'conversation.mark-spam',
])

const available: Chosen = { state: 'available', reasonId: '', cause: 'chosen' }
const nobody: PresenceView = { own: null, agents: [], givenBack: null }

export function createOwnPresence({ seat, isAway }: Parts): OwnPresence {
  const view = createObservableValue<PresenceView>(nobody)
  const listeners = new Set<(frame: PresenceFrame | { readonly frame: 'given-back-seen' }) => void>()
  let agentId = seat.get()?.who.agent.id
  /** Null: as the server knows it, or available. */
  let chosen: Chosen | null = null
  let next: PresenceWish | null = null
  /** Chosen while there was no line: it is so now, whatever the server remembers. */
  let isUnsaid = false
  /** The server has told on this line what it knows. */
  let isHeard = false
  let agents = new Map<string, AgentPresence>()
  let givenBack: PresenceView['givenBack'] = null
  let said = ''

  const stopFollowing = [seat.onChange(sit), isAway.onChange(say)]
  show()

  return {
    view,
    choose(wish) {
      chosen = { ...wish, cause: 'chosen' }
      isUnsaid = true
      say()
    },
    chooseNext(wish) {
      next = wish
      isUnsaid = true
      say()
    },
    did(commandType) {
      if (!next || !finishing.has(commandType)) return
      chosen = { ...next, cause: 'next' }
      next = null
      isUnsaid = true
      say()
    },
    take(frame) {
      if (frame.frame === 'given-back') {
        givenBack = { conversationIds: frame.conversationIds, sinceAt: frame.sinceAt }
        return show()
      }
      for (const agent of frame.agents) agents.set(agent.agentId, agent)
      const own = frame.agents.find((agent) => agent.agentId === agentId)
      // Chosen at another desk, or before this program was started. What was chosen here since then is newer.
      if (own && isChosen(own) && !isUnsaid) {
        chosen = { state: own.state, reasonId: own.reasonId, cause: own.cause }
        next = own.next
      }
      if (isHeard) return show()
      isHeard = true
      said = ''
      say()
    },
    seen() {
      if (!givenBack) return
      givenBack = null
      for (const listener of listeners) listener({ frame: 'given-back-seen' })
      show()
    },
    lost() {
      isHeard = false
      agents = new Map()
      show()
    },
    onDue(send) {
      listeners.add(send)
      return () => void listeners.delete(send)
    },
    stop() {
      for (const stop of stopFollowing) stop()
    },
  }

  function sit(): void {
    const now = seat.get()?.who.agent.id
    if (now !== agentId) {
      agentId = now
      chosen = null
      next = null
      isUnsaid = false
      givenBack = null
    }
    say()
  }

  /** Whoever said where they are going is there, although they have left. */
  function effective(): Chosen {
    const wish = chosen ?? available
    if (wish.state === 'away') return wish
    if (!seat.get()?.dataKey) return { state: 'away', reasonId: '', cause: 'locked' }
    return isAway.get() ? { state: 'away', reasonId: '', cause: 'idle' } : wish
  }

  function say(): void {
    show()
    if (!isHeard || agentId === undefined) return
    const frame: PresenceFrame = { frame: 'presence', ...effective(), next }
    const text = JSON.stringify(frame)
    isUnsaid = false
    if (text === said) return
    said = text
    for (const listener of listeners) listener(frame)
  }

  function show(): void {
    view.set(
      agentId === undefined ? nobody : { own: { ...effective(), next }, agents: [...agents.values()], givenBack },
    )
  }
}

function isChosen<Given extends AgentPresence>(
  own: Given,
): own is Given & { state: PresenceFrame['state']; cause: 'chosen' | 'next' } {
  return own.state !== 'offline' && (own.cause === 'chosen' || own.cause === 'next')
}
