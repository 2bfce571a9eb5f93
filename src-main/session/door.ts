import type { z } from 'zod'
import {
  type RefreshReply,
  type SignInReply,
  type SignInRequest,
  type WipeReceipt,
  authRefusalSchema,
  refreshProofText,
  refreshReplySchema,
  signInReplySchema,
} from '#shared/sync/auth-protocol.ts'
import { type ServerRequest, requestServer } from '../server/request-server.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import { type DeviceIdentity, signWith } from '../vault/device-identity.ts'

export type Refused = z.infer<typeof authRefusalSchema>

/** `unreachable`: also when somebody else answered, such as a proxy or a captive portal. */
export type DoorAnswer<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly problem: 'unreachable' }
  | { readonly ok: false; readonly problem: 'refused'; readonly refusal: Refused }

/** The server's door, as shared/sync/auth-protocol.ts has it. Passwords go nowhere else and are kept nowhere. */
export interface Door {
  signIn(request: SignInRequest): Promise<DoorAnswer<SignInReply>>
  refresh(refreshToken: string, identity: DeviceIdentity): Promise<DoorAnswer<RefreshReply>>
  /** Without the server the tokens die by age: leaving must not depend on the network. */
  signOut(accessToken: string): Promise<void>
  /** True when it is there, or can never be. */
  sendReceipt(receipt: WipeReceipt): Promise<boolean>
}

const farewellPatienceMs = 3_000

export function createDoor(address: () => ServerAddress | null, road: Road): Door {
  return {
    signIn: (body) => ask({ method: 'POST', path: '/auth/sign-in', body }, signInReplySchema),
    refresh: (refreshToken, identity) => {
      const body = { refreshToken, proof: signWith(identity, refreshProofText(refreshToken)) }
      return ask({ method: 'POST', path: '/auth/refresh', body }, refreshReplySchema)
    },
    async signOut(token) {
      const server = address()
      if (!server) return
      await requestServer(road, server, {
        method: 'POST',
        path: '/auth/sign-out',
        token,
        timeoutMs: farewellPatienceMs,
      })
    },
    async sendReceipt(body) {
      const server = address()
      const answer = server && (await requestServer(road, server, { method: 'POST', path: '/auth/wipe-receipt', body }))
      return answer !== null && (answer.status === 204 || (answer.status >= 400 && answer.status < 500))
    },
  }

  async function ask<Schema extends z.ZodType>(
    request: ServerRequest,
    schema: Schema,
  ): Promise<DoorAnswer<z.infer<Schema>>> {
    const server = address()
    const answer = server && (await requestServer(road, server, request))
    if (!answer) return { ok: false, problem: 'unreachable' }
    const reply = answer.status === 200 ? schema.safeParse(answer.body) : undefined
    if (reply?.success) return { ok: true, reply: reply.data }
    const refusal = [400, 401, 403, 429].includes(answer.status) ? authRefusalSchema.safeParse(answer.body) : undefined
    return refusal?.success
      ? { ok: false, problem: 'refused', refusal: refusal.data }
      : { ok: false, problem: 'unreachable' }
  }
}
