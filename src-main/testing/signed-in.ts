import { goodPassword, startSyncServer } from './sync-server.ts'
import { startTestWorkstation } from './test-workstation.ts'

export const mei = { email: 'mei@example.com', password: goodPassword }

/** A workstation at which Mei has just signed in, with a server of its own. */
export async function signedIn(more: Partial<Parameters<typeof startTestWorkstation>[0]> = {}) {
  const server = await startSyncServer()
  const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true, ...more })
  return { server, at, session: at.workstation.session }
}
