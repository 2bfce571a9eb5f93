import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { PresenceView } from '#shared/rpc/presence-contract.ts'
import type { SessionState, SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ChosenState, type PresenceState, chosenStates } from '#shared/sync/presence-protocol.ts'
import type { SystemWords } from '../../words/system-words.ts'

export interface TrayFace {
  /** The state in words: what stands there when the pointer rests on it, and first in its menu. */
  readonly lines: readonly string[]
  readonly labels: { readonly open: string; readonly newWindow: string; readonly lock: string; readonly quit: string }
  /** What the agent can say of themselves; null while nobody's desk is open. */
  readonly presence: {
    readonly label: string
    readonly choices: readonly { readonly state: ChosenState; readonly label: string; readonly isChosen: boolean }[]
  } | null
  readonly canLock: boolean
  readonly canOpenMore: boolean
  /** Of this agent's conversations, those with something unread: what the badge says. */
  readonly unread: number
}

interface Known {
  readonly session: SessionState
  readonly sync: SyncState
  /** Null while nothing is known, or the desk is not open. */
  readonly attention: Attention | null
  readonly presence: PresenceView['own']
}

/** What the tray shows of this desk. A desk that is not open shows nobody's numbers. */
export function trayFace({ session, sync, attention, presence }: Known, words: SystemWords): TrayFace {
  const isOpen = session.state === 'signed-in'
  return {
    lines: isOpen ? linesOf(session, sync, attention, words) : [words(`tray.state.${session.state}`)],
    labels: {
      open: words('tray.open'),
      newWindow: words('tray.newWindow'),
      lock: words('tray.lock'),
      quit: words('tray.quit'),
    },
    presence: isOpen && presence ? presenceChoices(presence.state, words) : null,
    canLock: isOpen,
    canOpenMore: isOpen,
    unread: isOpen ? (attention?.counts.unread ?? 0) : 0,
  }
}

const presenceChoices = (now: PresenceState, words: SystemWords): TrayFace['presence'] => ({
  label: words('tray.presence.label'),
  choices: chosenStates.map((state) => ({ state, label: words(`tray.presence.${state}`), isChosen: state === now })),
})

function linesOf(
  { agent, organisation }: Extract<SessionState, { state: 'signed-in' }>,
  sync: SyncState,
  attention: Attention | null,
  words: SystemWords,
): readonly string[] {
  const who = words('tray.agent', { name: agent.name, organisation: organisation.name })
  const state = words(`tray.state.${sync.state}`)
  if (!attention) return [who, state]
  const { mine, unread, waiting } = attention.counts
  return [
    who,
    state,
    words('tray.mine', { count: mine }),
    words('tray.unread', { count: unread }),
    words('tray.waiting', { count: waiting }),
  ]
}
