import type { ServerFound, SessionState, SyncState } from '#shared/rpc/workstation-contract.ts'
import { createObservableValue } from '../../../../src-main/flow/observable-value.ts'
import { type Answers, refuse } from './answers.ts'

type SignedIn = Extract<SessionState, { state: 'signed-in' }>
type Locked = Extract<SessionState, { state: 'locked' }>

export const amara = { name: 'Amara Okafor', email: 'amara@meridian.example', password: 'nine lanterns at dusk' }
export const code = '492817'
const { name, email } = amara
const agent = { id: 'amara', name, email, role: 'agent' as const, brandIds: ['meridian'], rights: [] }
const organisation = { id: 'meridian', name: 'Meridian Retail Group' }
const serverUrl = 'https://farline.meridian.example'
const days = (count: number) => Date.now() + count * 24 * 60 * 60 * 1000

export const fingerprint =
  'A4:1C:9F:02:7B:E3:55:D8:0E:61:C7:3A:94:BF:28:6D:11:F0:8E:42:5A:B9:73:CC:06:DE:37:81:E5:4F:90:2B'

export type Door = ReturnType<typeof createDoor>

export function createDoor(answers: Answers) {
  const session = createObservableValue<SessionState>({ state: 'signed-out', problem: null })
  const sync = createObservableValue<SyncState>({ state: 'online', waiting: 0, sinceAt: Date.now() })
  let found: ServerFound = {
    url: serverUrl,
    version: '0.1.0',
    trust: 'public',
    fingerprint: '',
    issuer: 'Example Trust Services',
    validUntilAt: Date.UTC(2027, 3, 30),
  }
  let chosen = serverUrl
  let wantsCode = false
  let timesActive = 0

  const signedIn = (changes: Partial<SignedIn> = {}): SignedIn => ({
    state: 'signed-in',
    replicaName: 'farline-stand-in',
    agent,
    organisation,
    keptUntilAt: days(7),
    hasSecondFactor: wantsCode,
    needsSecondFactor: false,
    mustChangePassword: false,
    ...changes,
  })
  const locked = (changes: Partial<Locked> = {}): Locked => ({
    state: 'locked',
    replicaName: 'replica-r1',
    agent,
    organisation,
    reason: 'idle',
    nextTryAt: 0,
    needsServer: false,
    keptUntilAt: days(7),
    ...changes,
  })
  async function letIn(password: string, given: string | undefined) {
    await answers.given()
    if (password !== amara.password) refuse('WRONG_PASSWORD')
    if (wantsCode && given === undefined) refuse('SECOND_FACTOR_NEEDED')
    if (wantsCode && given !== code) refuse('WRONG_CODE')
    session.set(signedIn())
  }
  return {
    session,
    sync,
    serverUrl,
    signedIn,
    locked,
    chosenUrl: () => chosen,
    /** A workstation that was never told where its server is. */
    isNew() {
      chosen = ''
      session.set({ state: 'no-server' })
    },
    answersAs: (server: Partial<ServerFound>) => (found = { ...found, ...server }),
    wantsCode: (isWanted: boolean) => (wantsCode = isWanted),
    waits(waiting: number, state: SyncState['state'] = 'syncing') {
      sync.set({ state, waiting, sinceAt: Date.now() })
    },
    async probe(_address: string) {
      await answers.given()
      return found
    },
    async choose(url: string) {
      await answers.given()
      chosen = url
      session.set({ state: 'signed-out', problem: null })
    },
    async signIn(input: { email: string; password: string; code?: string | undefined }) {
      if (input.email !== amara.email) {
        await answers.given()
        refuse('WRONG_PASSWORD')
      }
      await letIn(input.password, input.code)
      return { agentId: 'amara' }
    },
    unlock: (input: { password: string; code?: string | undefined }) => letIn(input.password, input.code),
    active: () => void timesActive++,
    timesActive: () => timesActive,
    async lock(reason: Locked['reason']) {
      await answers.given()
      session.set(locked({ reason }))
    },
    async signOut(evenUnsent: boolean) {
      await answers.given()
      const { waiting } = sync.get()
      if (waiting > 0 && !evenUnsent) refuse('UNSENT', { waiting, isErased: false })
      session.set({ state: 'signed-out', problem: null })
    },
  }
}
