import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { JsonFile } from '../files/json-file.ts'
import { type SignInProblem, requestSignIn, requestSignOut } from './request-sign-in.ts'
import type { SignedIn } from './signed-in.ts'

export interface Session {
  readonly state: ReadableValue<SessionState>
  /** Who sits here, with the token; null when nobody does. */
  readonly signedIn: ReadableValue<SignedIn | null>
  signIn(
    email: string,
    password: string,
  ): Promise<{ ok: true; agentId: string } | { ok: false; problem: SignInProblem }>
  signOut(): Promise<void>
  /** The server ended it, or something here did: `problem` is shown to the person. Unsent work stays where it is. */
  end(problem: string): Promise<void>
}

export interface SessionParts {
  readonly serverUrl: string
  readonly installationId: string
  readonly file: JsonFile<SignedIn>
}

/** Takes up the session of the last run, if there was one with this server. */
export async function openSession({ serverUrl, installationId, file }: SessionParts): Promise<Session> {
  const kept = await file.read()
  const signedIn = createObservableValue<SignedIn | null>(kept?.serverUrl === serverUrl ? kept : null)
  const state = createObservableValue<SessionState>(describe(signedIn.get(), null))
  // One change after another: what is on disk and what is shown never disagree.
  let changing: Promise<void> = Promise.resolve()

  function change(next: SignedIn | null, problem: string | null): Promise<void> {
    const changed = changing.then(async () => {
      if (next) await file.write(next)
      else await file.remove()
      signedIn.set(next)
      state.set(describe(next, problem))
    })
    changing = changed.catch(() => undefined) // Whoever asked for this change gets its failure.
    return changed
  }

  return {
    state,
    signedIn,
    async signIn(email, password) {
      const answer = await requestSignIn(serverUrl, { email, password, installationId })
      if (!answer.ok) return answer
      await change({ ...answer.reply, serverUrl }, null)
      return { ok: true, agentId: answer.reply.agent.id }
    },
    async signOut() {
      const leaving = signedIn.get()
      await change(null, null)
      if (leaving) await requestSignOut(serverUrl, leaving.token)
    },
    end: (problem) => (signedIn.get() ? change(null, problem) : Promise.resolve()),
  }
}

function describe(signedIn: SignedIn | null, problem: string | null): SessionState {
  if (!signedIn) return { state: 'signed-out', problem }
  const { replicaId, agent, organisation } = signedIn
  return { state: 'signed-in', replicaName: `replica-${replicaId}`, agent, organisation }
}
