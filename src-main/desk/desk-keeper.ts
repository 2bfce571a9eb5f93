import type { Refusal } from '#shared/kit/refusal.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Session } from '../session/session.ts'
import type { SignedIn } from '../session/signed-in.ts'
import { type DeskParts, openDesk } from './desk.ts'
import type { Desk } from './seat-desk.ts'

type DeskNow =
  | { readonly state: 'open'; readonly desk: Desk }
  | { readonly state: 'signed-out' }
  /** Signed in, and the log cannot be opened: nothing can be saved here. */
  | { readonly state: 'closed'; readonly refusal: Refusal }

export interface DeskKeeper {
  readonly sync: ReadableValue<SyncState>
  /** After any change under way. A desk that could not be opened is tried again. */
  now(): Promise<DeskNow>
  close(): Promise<void>
}

type Parts = Omit<DeskParts, 'onSignedOut' | 'onForked' | 'onRestoredTooFar' | 'onUnreadable'>

/** Why a log is begun anew. */
type StartOver = 'forked' | 'restored-too-far'

const reopenAfterMs = 1_000
const closedAgainMs = 5_000

/** Opens the desk of whoever signs in, and closes it when they leave; one after the other. */
export function keepDesk(session: Pick<Session, 'signedIn' | 'end'>, parts: Parts, openOne = openDesk): DeskKeeper {
  const sync = createObservableValue<SyncState>(signedOut())
  let current: DeskNow = { state: 'signed-out' }
  let stopFollowing = () => {}
  let cancelReopening = () => {}
  let turning: Promise<void> = Promise.resolve()

  function turn(step: () => Promise<void>): Promise<void> {
    turning = turning.then(step).catch((error: unknown) => {
      parts.diagnostics.error({ event: 'desk-failure', name: error instanceof Error ? error.name : 'unknown' })
    })
    return turning
  }

  async function closeCurrent(forGood: boolean): Promise<void> {
    stopFollowing()
    const closing = current
    current = { state: 'signed-out' }
    // Whoever goes on at once has not signed out.
    if (forGood) sync.set(signedOut())
    if (closing.state === 'open') await closing.desk.close(forGood)
  }

  async function open(signedIn: SignedIn, because?: StartOver): Promise<void> {
    const opened = await openOne(
      {
        ...parts,
        onSignedOut: () => void session.end('session/ended-by-server'),
        onForked: () => void turn(() => (because === 'forked' ? giveUp() : startOver(signedIn, 'forked'))),
        onRestoredTooFar: () => void turn(() => startOver(signedIn, 'restored-too-far')),
        onUnreadable: () => reopenSoon(signedIn),
      },
      signedIn,
      because !== undefined,
    )
    if (!opened.ok) {
      parts.diagnostics.error({ event: 'desk-closed', problem: opened.refusal.kind })
      current = { state: 'closed', refusal: opened.refusal }
      sync.set({ state: 'not-saving', problem: opened.refusal.kind, waiting: 0, sinceAt: parts.clock.now() })
      tryAgainSoon(signedIn)
      return
    }
    current = { state: 'open', desk: opened.desk }
    sync.set(opened.desk.uplink.state.get())
    stopFollowing = opened.desk.uplink.state.onChange(sync.set)
  }

  async function reopen(signedIn: SignedIn, because?: StartOver): Promise<void> {
    const isStaying = session.signedIn.get() === signedIn
    await closeCurrent(!isStaying)
    if (isStaying) await open(signedIn, because)
  }

  function startOver(signedIn: SignedIn, because: StartOver): Promise<void> {
    parts.diagnostics.warn({ event: `log-${because}` })
    return reopen(signedIn, because)
  }

  /** Opening repairs what can be repaired; a disk that does not answer at all is not asked too often. */
  function reopenSoon(signedIn: SignedIn): void {
    parts.diagnostics.error({ event: 'log-unreadable' })
    const unreadable = current
    cancelReopening()
    cancelReopening = parts.timers.after(
      reopenAfterMs,
      () => void turn(async () => (current === unreadable ? reopen(signedIn) : undefined)),
    )
  }

  /** A full disk is emptied, another process ends: nobody has to do anything here for it to go on. */
  function tryAgainSoon(signedIn: SignedIn): void {
    const closed = current
    cancelReopening()
    cancelReopening = parts.timers.after(
      closedAgainMs,
      () => void turn(async () => (current === closed ? reopen(signedIn) : undefined)),
    )
  }

  /** Not even a new log is taken: another computer works as this one. Its person has to choose; nothing unsent is thrown away. */
  async function giveUp(): Promise<void> {
    parts.diagnostics.error({ event: 'log-forked-again' })
    await session.end('session/forked')
  }

  async function follow(signedIn: SignedIn | null): Promise<void> {
    await closeCurrent(true)
    if (signedIn) await open(signedIn)
  }

  function signedOut(): SyncState {
    return { state: 'signed-out', waiting: 0, sinceAt: parts.clock.now() }
  }

  const stopListening = session.signedIn.onChange((signedIn) => void turn(() => follow(signedIn)))
  void turn(() => follow(session.signedIn.get()))

  return {
    sync,
    async now() {
      await turning
      const signedIn = session.signedIn.get()
      if (current.state === 'closed' && signedIn) await turn(() => follow(signedIn))
      return current
    },
    async close() {
      stopListening()
      cancelReopening()
      await turn(() => closeCurrent(true))
    },
  }
}
