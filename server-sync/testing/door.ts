import { refreshReplySchema, signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { type TestDevice, testDevice } from './test-device.ts'
import type { TestServer } from './test-server.ts'
import { password } from './workplace.ts'

interface Answer<Reply> {
  readonly status: number
  readonly headers: Headers
  /** Of a refusal. */
  readonly kind: string | undefined
  readonly body: Record<string, unknown>
  /** Throws where it was refused. */
  readonly reply: Reply
}

interface From {
  readonly installation?: string
  readonly device?: TestDevice
  readonly password?: string
  readonly code?: string
  readonly email?: string
}

/** Knocking at a server's door by HTTP, as a desk does. */
export function doorOf(server: Pick<TestServer, 'post' | 'get'>) {
  return {
    async signIn(agentId: string, from: From = {}) {
      const { installation = 'laptop', code } = from
      const { device } = from.device ?? testDevice(installation)
      const email = from.email ?? `${agentId}@example.org`
      const answer = await server.post('/auth/sign-in', {
        email,
        password: from.password ?? password,
        device,
        ...(code === undefined ? {} : { code }),
      })
      return read(answer, (body) => signInReplySchema.parse(body))
    },
    async refresh(refreshToken: string, from: TestDevice | string = 'laptop') {
      const device = typeof from === 'string' ? testDevice(from) : from
      const answer = await server.post('/auth/refresh', { refreshToken, proof: device.proveRefresh(refreshToken) })
      return read(answer, (body) => refreshReplySchema.parse(body))
    },
    /** Uses an access token. */
    opens: async (accessToken: string) => (await server.get('/auth/sessions', accessToken)).status === 200,
    post: async (path: string, body: unknown, token?: string) =>
      read(await server.post(path, body, token), (whole) => whole),
  }
}

export type Door = ReturnType<typeof doorOf>

async function read<Reply>(answer: Response, parse: (body: Record<string, unknown>) => Reply): Promise<Answer<Reply>> {
  const text = await answer.text()
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  return {
    status: answer.status,
    headers: answer.headers,
    kind: body['kind'] as string | undefined,
    body,
    get reply() {
      if (!answer.ok) throw new Error(`refused: ${answer.status} ${text}`)
      return parse(body)
    },
  }
}
