import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { basedOnSchema } from '../domain/command.ts'
import { text } from '../schema/fields.ts'

/** Who sits here. `signed-out` carries why, when the server ended it. */
export const sessionStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed-out'), problem: z.string().nullable() }),
  z.strictObject({
    state: z.literal('signed-in'),
    /** Names the replica worker and its databases: one for each agent on each installation. */
    replicaName: text(80),
    agent: z.strictObject({
      id: text(36),
      name: text(120),
      email: text(200),
      role: z.enum(['agent', 'lead', 'admin']),
      brandIds: z.array(text(36)),
    }),
    organisation: z.strictObject({ id: text(36), name: text(120) }),
  }),
])
export type SessionState = z.infer<typeof sessionStateSchema>

/** What the sync pill says. `waiting`: saved here, not yet decided by the server. `sinceAt`: when this state began. */
export const syncStateSchema = z.strictObject({
  /** `not-saving`: signed in, and this computer cannot keep what is done; `problem` says why. */
  state: z.enum(['online', 'syncing', 'offline', 'server-unreachable', 'signed-out', 'not-saving']),
  problem: z.string().max(60).optional(),
  waiting: z.int().min(0),
  sinceAt: z.int().min(0),
})
export type SyncState = z.infer<typeof syncStateSchema>

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'zh-Hans', 'ar']),
  density: z.enum(['comfortable', 'cosy', 'compact']),
  enterSends: z.boolean(),
  /** For how long a reply waits at the server, so that it can be taken back. 0: it goes out at once. */
  undoSendSeconds: z.union([z.literal(0), z.literal(5), z.literal(10)]),
  viewsCollapsed: z.boolean(),
  contextCollapsed: z.boolean(),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const hostInfoSchema = z.strictObject({
  version: text(40),
  host: z.enum(['electron', 'browser']),
  serverUrl: text(300),
  /** How the key of the data at rest is kept on this computer. */
  keyStore: z.enum(['os-keyring', 'owner-only-file']),
})
export type HostInfo = z.infer<typeof hostInfoSchema>

export const submitSchema = z.strictObject({
  type: text(60).min(1),
  args: z.record(z.string().max(60), z.unknown()),
  basedOn: basedOnSchema,
})

/** What a window may ask of main. Over a MessagePort in Electron, over the WebSocket `/rpc` in the browser host. */
export const workstationContract = {
  host: {
    info: oc.output(hostInfoSchema),
  },
  session: {
    watch: oc.output(eventIterator(sessionStateSchema)),
    signIn: oc
      .input(z.strictObject({ email: text(200).min(3), password: text(200).min(1) }))
      .output(z.strictObject({ agentId: text(36) }))
      .errors({
        WRONG_PASSWORD: {},
        TOO_MANY_TRIES: {},
        SERVER_UNREACHABLE: {},
      }),
    signOut: oc.output(z.void()),
  },
  sync: {
    watch: oc.output(eventIterator(syncStateSchema)),
  },
  commands: {
    /** Answers after the command is flushed to this desk's log: from here on it is never lost. */
    submit: oc
      .input(submitSchema)
      .output(z.strictObject({ commandId: text(36), deviceSeq: z.int().min(1) }))
      .errors({
        SIGNED_OUT: {},
        /** The log cannot be written: disk full, read-only … Nothing was saved; keep what was typed. */
        NOT_SAVED: { data: z.strictObject({ problem: z.string() }) },
        INVALID: { data: z.strictObject({ kind: z.string() }) },
      }),
  },
  preferences: {
    watch: oc.output(eventIterator(preferencesSchema)),
    set: oc.input(preferencesSchema.partial()).output(z.void()),
  },
  windows: {
    /** Opens another window on the same work; in the browser host the answer names the path to open. */
    open: oc
      .input(z.strictObject({ conversationId: text(36).nullable() }))
      .output(z.strictObject({ path: text(200).nullable() })),
  },
}
export type WorkstationContract = typeof workstationContract
