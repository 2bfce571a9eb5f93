import type { RefreshReply, SignInReply } from '#shared/sync/auth-protocol.ts'
import { AdminClient } from '../../../server-sync/testing/admin-client.ts'
import { testDevice } from '../../../server-sync/testing/test-device.ts'
import type { TestServer } from '../../../server-sync/testing/test-server.ts'
import { type Live, liveWords } from '../input/live-words.ts'
import { rightPassword } from '../input/words.ts'
import { secrets } from '../oracle/secrets.ts'

export type Person = 'ana' | 'ada'

/** What whoever was let in holds. Some of it ends while it is used, so there are several. */
export interface Passes {
  token(person: Person): string
  /** Of the administration's page. */
  cookie(): string
  /** The one in use was ended. */
  next(pass: Person | 'cookie'): void
  readonly live: Live
  /** The refresh token in use was answered with another one. */
  refreshed(reply: RefreshReply): void
}

const count = 16

export async function signInEverybody(server: TestServer): Promise<Passes> {
  const desks = { ana: await desksOf(server, 'ana'), ada: await desksOf(server, 'ada') }
  const cookies: string[] = []
  for (let index = 0; index < count; index++) {
    const admin = new AdminClient(server.url)
    const answer = await admin.signIn('ada')
    if (answer.status !== 204) throw new Error(`the administration let nobody in: ${answer.status}`)
    cookies.push(admin.cookie)
  }
  const [, ana] = desks.ana
  const wipeId = await wipedFor(server, desks.ada[0]?.accessToken ?? '')
  const device = testDevice('installation-1')
  const held = [...desks.ana, ...desks.ada]
  secrets.splice(0, secrets.length, rightPassword, ...cookies.map((cookie) => cookie.split('=')[1] ?? cookie))
  secrets.push(...held.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]))

  const used = { ana: 0, ada: 0, cookie: 0 }
  let refreshToken = ana?.refreshToken ?? ''
  return {
    token: (person) => desks[person][used[person] % count]?.accessToken ?? '',
    cookie: () => cookies[used.cookie % count] ?? '',
    next: (pass) => void (used[pass] += 1),
    get live() {
      return {
        sessionOfAna: desks.ana[count - 1]?.sessionId ?? '',
        sessionOfAda: desks.ada[count - 1]?.sessionId ?? '',
        refreshToken,
        proofOfRefresh: device.proveRefresh(refreshToken),
        publicKey: device.device.publicKey,
        wiped: liveWords.wiped,
        wipe: wipeId,
        proofOfWipe: testDevice(liveWords.wiped).proveWiped(wipeId),
      }
    },
    refreshed: (reply) => void (refreshToken = reply.refreshToken),
  }
}

async function desksOf(server: TestServer, person: Person): Promise<readonly SignInReply[]> {
  const desks = []
  // The first is the one that the workplace knows: Ana's is `replica-ana`, as her frames say.
  for (let index = 0; index < count; index++)
    desks.push(await server.signIn(person, index === 0 ? 'i' : `installation-${index}`))
  if (desks.some(({ accessToken }) => accessToken === undefined)) throw new Error(`nobody let ${person} in`)
  return desks
}

/** A computer of the third organisation, lost and told to erase itself. */
async function wipedFor(server: TestServer, token: string): Promise<string> {
  await server.signIn('ada', liveWords.wiped)
  const answer = await fetch(`${server.url}/admin/api/devices/wipe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ installationId: liveWords.wiped }),
  })
  const { wipeId } = (await answer.json()) as { wipeId?: string }
  if (wipeId === undefined) throw new Error(`no wipe was asked for: ${answer.status}`)
  return wipeId
}
