import { z } from 'zod'
import { replicaId, text } from '../schema/fields.ts'

/**
 * Between a workstation's main process and the server's door, as JSON over HTTPS. Refusals are `{kind, …}` with the status
 * named here. Nothing below trusts a workstation's clock.
 *
 * `POST /auth/sign-in`        → `signInReply`; 401 `auth/wrong-password`, `auth/second-factor-needed`, `auth/wrong-code`;
 *                               403 `auth/device-revoked`, or `auth/wipe` with `wipeId`; 429 `auth/too-many-tries` with `retryAfterMs`
 * `POST /auth/refresh`        → `refreshReply`; 401 `auth/signed-out`, `auth/token-reused`, `auth/other-device`; 403 `auth/wipe` with `wipeId`
 * `POST /auth/wipe-receipt`   → 204; 401 `auth/other-device`
 *
 * With `Authorization: Bearer <access token>`, otherwise 401 `auth/signed-out`:
 * `POST /auth/sign-out`       → 204
 * `GET  /auth/sessions`       → `sessionList`: the agent's own
 * `POST /auth/sessions/end`   → 204; `{sessionId}`; 404 `auth/no-such-session`
 * `POST /auth/password`       → 204; `{password, newPassword}`; 401 `auth/wrong-password`; 400 `auth/weak-password`. Ends the agent's other sessions.
 * `POST /auth/second-factor/begin`   → `{secret, address}`; `{password}`; 401 `auth/wrong-password`
 * `POST /auth/second-factor/confirm` → `{recoveryCodes}`; `{code}`; 401 `auth/wrong-code`
 * `POST /auth/second-factor/recovery-codes` → `{recoveryCodes}`; `{password, code}`; 401 `auth/wrong-password`, `auth/wrong-code`. The earlier ones are none any more.
 * `POST /auth/second-factor/remove`  → 204; `{password, code}`; 403 `auth/second-factor-required` where the organisation wants one
 */

/** What an organisation asks of its desks. Comes with each sign-in and each refresh. */
export const deskPolicySchema = z.strictObject({
  /** Without a key press or a movement for so long, a desk locks. 0: never by itself. */
  idleLockMinutes: z.int().min(0).max(480),
  /** Without a word from the server for so long, a desk destroys its keys. */
  offlineDays: z.int().min(1).max(60),
  /** Without a key press or a movement for so long, an agent is away. 0: never by itself. */
  idleAwayMinutes: z.int().min(0).max(480).default(5),
  /** Without a line for so long, and without a sign-out, customers who wait for its agent go back to their queues. 0: never. */
  darkAfterMinutes: z.int().min(0).max(480).default(5),
  /** At sign-out nothing of the agent stays on the computer. */
  wipesAtSignOut: z.boolean(),
  /** Nobody signs in without a second factor: who has none sets one up at their next sign-in. */
  needsSecondFactor: z.boolean(),
})
export type DeskPolicy = z.infer<typeof deskPolicySchema>

/** Ed25519 over the UTF-8 bytes of a text, raw, in base64url: made by the installation's key, which never leaves its computer. */
const signature = () => z.string().length(86)

/** What is signed. The label keeps a signature of one kind from being used as another. */
export const refreshProofText = (refreshToken: string) => `farline/refresh\n${refreshToken}`
export const wipeProofText = (wipeId: string) => `farline/wiped\n${wipeId}`

export const deviceSchema = z.strictObject({
  installationId: text(36).min(1),
  /** Raw Ed25519 public key in base64url. Bound to the installation at its first sign-in, for good. */
  publicKey: z.string().length(43),
  /** As the computer calls itself. */
  name: text(120),
  platform: text(60),
  keyStore: z.enum(['os-keyring', 'key-file', 'memory-only']),
})
export type Device = z.infer<typeof deviceSchema>

export const signInRequestSchema = z.strictObject({
  email: text(200).min(3),
  password: text(200).min(1),
  /** Six digits, or a recovery code. */
  code: text(20).min(6).optional(),
  device: deviceSchema,
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** Opaque to the workstation. */
const token = () => text(200).min(20)

/** The refresh token that brought this reply stays good until anything in the reply is used; after that it is a stolen one. */
const tokens = {
  accessToken: token(),
  /** From the moment of the answer on. */
  accessLastsMs: z.int().min(1_000),
  refreshToken: token(),
}

const who = {
  agent: z.strictObject({
    id: text(36),
    name: text(120),
    email: text(200),
    role: z.enum(['agent', 'lead', 'admin']),
    brandIds: z.array(text(36)),
    rights: z.array(text(40)),
  }),
  organisation: z.strictObject({ id: text(36), name: text(120) }),
  policy: deskPolicySchema,
  hasSecondFactor: z.boolean(),
  /** Somebody else made the password: nothing else is shown before its owner has chosen one. */
  mustChangePassword: z.boolean(),
}

export const refreshRequestSchema = z.strictObject({ refreshToken: token(), proof: signature() })
export const refreshReplySchema = z.strictObject({ ...tokens, ...who })
export type RefreshReply = z.infer<typeof refreshReplySchema>

export const signInReplySchema = z.strictObject({
  ...tokens,
  ...who,
  sessionId: text(36).min(1),
  /** Installation × agent, made and bound by the server. */
  replicaId: replicaId(),
})
export type SignInReply = z.infer<typeof signInReplySchema>

/** What was destroyed, for IT. Signed, because the sessions are gone by then. */
export const wipeReceiptSchema = z.strictObject({
  installationId: text(36).min(1),
  wipeId: text(36).min(1),
  wipedAt: z.int().min(0),
  /** Unsent commands that went with it. */
  unsent: z.int().min(0),
  destroyed: z.array(z.enum(['keys', 'commands', 'replica', 'session', 'caches'])).max(10),
  proof: signature(),
})
export type WipeReceipt = z.infer<typeof wipeReceiptSchema>

export const sessionListSchema = z.strictObject({
  sessions: z
    .array(
      z.strictObject({
        id: text(36),
        deviceName: text(120),
        platform: text(60),
        madeAt: z.int().min(0),
        lastUsedAt: z.int().min(0),
        isThisOne: z.boolean(),
      }),
    )
    .max(200),
})
export type SessionList = z.infer<typeof sessionListSchema>

/** With `kind` as its own translation key. */
export const authRefusalSchema = z.looseObject({
  kind: z.string().max(60),
  wipeId: text(36).optional(),
  /** Of a wipe: everything on that computer, not only what this agent has there. */
  wholeDevice: z.boolean().optional(),
  retryAfterMs: z.int().min(0).optional(),
})

export const endSessionRequestSchema = z.strictObject({ sessionId: text(36).min(1) })
export const changePasswordRequestSchema = z.strictObject({
  password: text(200).min(1),
  newPassword: text(200).min(1),
})
export const beginSecondFactorRequestSchema = z.strictObject({ password: text(200).min(1) })
/** `secret` in base32, for typing; `address` is the `otpauth:` one, for a picture to be read by a telephone. */
export const secondFactorBegunSchema = z.strictObject({ secret: text(120), address: text(600) })
export const confirmSecondFactorRequestSchema = z.strictObject({ code: text(20).min(6) })
/** Shown once, each good for one sign-in. */
export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(text(20)).max(20) })
/** Who sits at an open desk knows neither. */
export const renewRecoveryCodesRequestSchema = z.strictObject({ password: text(200).min(1), code: text(20).min(6) })
export const removeSecondFactorRequestSchema = z.strictObject({ password: text(200).min(1), code: text(20).min(6) })
