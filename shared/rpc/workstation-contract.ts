import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { basedOnSchema } from '../domain/command.ts'
import { text } from '../schema/fields.ts'
import { secondFactorBegunSchema, recoveryCodesSchema, sessionListSchema } from '../sync/auth-protocol.ts'
import { aroundContract } from './around-contract.ts'
import { basedOnTexts, draftsContract, keptDraftSchema } from './drafts-contract.ts'
import { filesContract } from './files-contract.ts'
import { presenceContract } from './presence-contract.ts'
import { windowPlaceSchema } from './window-place-schema.ts'
import { osContract, osPreferencesShape } from './os-contract.ts'

const person = z.strictObject({
  id: text(36),
  name: text(120),
  email: text(200),
  role: z.enum(['agent', 'lead', 'admin']),
  brandIds: z.array(text(36)),
  rights: z.array(text(40)),
})

const organisation = z.strictObject({ id: text(36), name: text(120) })

/** Who sits here. `problem`, a translation key, says why nobody does any more, where that was not their own wish. */
export const sessionStateSchema = z.discriminatedUnion('state', [
  /** A new workstation: it has not been told where its server is. */
  z.strictObject({ state: z.literal('no-server') }),
  z.strictObject({ state: z.literal('signed-out'), problem: z.string().nullable() }),
  /** Somebody's desk, closed: nothing of it can be read without their password. What they did goes on being sent. */
  z.strictObject({
    state: z.literal('locked'),
    /** Its replica worker, which waits for the key. */
    replicaName: text(80),
    agent: person,
    organisation,
    reason: z.enum(['started', 'idle', 'suspended', 'asked', 'screen-locked']),
    /** Not before this instant another try; 0: now. */
    nextTryAt: z.int().min(0),
    /** Too many wrong passwords without the server: only the server opens this desk again. */
    needsServer: z.boolean(),
    /** Without the server until then, this desk erases itself. */
    keptUntilAt: z.int().min(0),
  }),
  z.strictObject({
    state: z.literal('signed-in'),
    /** Names the replica worker and its databases: one for each agent on each installation. */
    replicaName: text(80),
    agent: person,
    organisation,
    keptUntilAt: z.int().min(0),
    hasSecondFactor: z.boolean(),
    /** The organisation wants a second factor, and this agent has none yet: nothing else is shown before it is set up. */
    needsSecondFactor: z.boolean(),
    /** Somebody else made this agent's password: nothing else is shown before they have chosen one. */
    mustChangePassword: z.boolean(),
  }),
])
export type SessionState = z.infer<typeof sessionStateSchema>
/** Of a desk that is somebody's: open, or waiting behind its door. */
export type DeskSession = Extract<SessionState, { state: 'locked' | 'signed-in' }>

/** What the sync pill says. `waiting`: saved here, not yet decided by the server. `sinceAt`: when this state began. */
export const syncStateSchema = z.strictObject({
  /** `not-saving`: signed in, and this computer cannot keep what is done. `problem` says why, of it and of `server-unreachable`. */
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
  ...osPreferencesShape,
})
export type Preferences = z.infer<typeof preferencesSchema>

export const hostInfoSchema = z.strictObject({
  version: text(40),
  host: z.enum(['electron', 'browser']),
  /** Empty until it is known. */
  serverUrl: text(300),
  /** How this computer keeps keys. `memory-only`: it cannot, so what is read here is gone when Farline ends. */
  keyStore: z.enum(['os-keyring', 'key-file', 'memory-only']),
})
export type HostInfo = z.infer<typeof hostInfoSchema>

export const submitSchema = z.strictObject({
  type: text(60).min(1),
  args: z.record(z.string().max(60), z.unknown()),
  basedOn: basedOnSchema,
  /** Its text and files stood in a draft: from the flush on they do not stand there any more. */
  draft: z.strictObject({ basedOn: basedOnTexts }).optional(),
})

/** Who answered at an address, for a person to say whether that is their server. */
export const serverFoundSchema = z.strictObject({
  url: text(300),
  version: text(40),
  /**
   * `public`: a certificate that this computer trusts anyway. `unknown-certificate`: one that somebody has to vouch for, by
   * comparing its fingerprint. `this-computer`: no certificate, and none is needed.
   */
  trust: z.enum(['public', 'unknown-certificate', 'this-computer']),
  /** SHA-256 of the certificate, `AB:CD:…`; empty without one. */
  fingerprint: text(100),
  issuer: text(200),
  validUntilAt: z.int().min(0),
})
export type ServerFound = z.infer<typeof serverFoundSchema>

/**
 * Electron's replica worker lives in the keeper's process, and dies with it. `turn`: how many there have been. A window
 * connects once `isHere`: earlier it would make a worker in its own process.
 */
export const workerTurnSchema = z.strictObject({ turn: z.int().min(0), isHere: z.boolean() })
export type WorkerTurn = z.infer<typeof workerTurnSchema>

/** What a page of the browser host opens itself, as only a page can. The same place has the same `target`. */
export const pageToOpenSchema = z.strictObject({
  path: text(200),
  target: text(80),
  /** A window of this size; null: a tab. */
  size: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }).nullable(),
})
export type PageToOpen = z.infer<typeof pageToOpenSchema>

const accountErrors = { SIGNED_OUT: {}, SERVER_UNREACHABLE: {}, TOO_MANY_TRIES: {} }

/** What a window may ask of main. Over a MessagePort in Electron, over the WebSocket `/rpc` in the browser host. */
export const workstationContract = {
  host: {
    info: oc.output(hostInfoSchema),
  },
  server: {
    /** Looks who answers there, before anything is told to it. `https://` is added where nothing else is said. */
    probe: oc
      .input(z.strictObject({ address: text(300).min(1) }))
      .output(serverFoundSchema)
      .errors({ BAD_ADDRESS: {}, UNREACHABLE: {}, NOT_FARLINE: {}, NOT_ENCRYPTED: {} }),
    /** Works with this server from now on. `fingerprint` as found: a certificate that changed in between is not trusted. */
    choose: oc
      .input(z.strictObject({ url: text(300), fingerprint: text(100) }))
      .output(z.void())
      .errors({ CHANGED: {}, UNREACHABLE: {} }),
  },
  session: {
    watch: oc.output(eventIterator(sessionStateSchema)),
    /** Without the server it opens what this agent left locked here. */
    signIn: oc
      .input(z.strictObject({ email: text(200).min(3), password: text(200).min(1), code: text(20).min(6).optional() }))
      .output(z.strictObject({ agentId: text(36) }))
      .errors({
        WRONG_PASSWORD: {},
        TOO_MANY_TRIES: { data: z.strictObject({ retryAfterMs: z.int().min(0) }) },
        SERVER_UNREACHABLE: {},
        SECOND_FACTOR_NEEDED: {},
        WRONG_CODE: {},
        DEVICE_REVOKED: {},
        /** The server had this computer erased. */
        WIPED: {},
      }),
    unlock: oc
      .input(z.strictObject({ password: text(200).min(1), code: text(20).min(6).optional() }))
      .output(z.void())
      .errors({
        WRONG_PASSWORD: {},
        TOO_MANY_TRIES: { data: z.strictObject({ retryAfterMs: z.int().min(0) }) },
        /** Only the server can open this desk, and it does not answer. */
        SERVER_UNREACHABLE: {},
        /** The server let the session end: sign in anew. */
        SECOND_FACTOR_NEEDED: {},
        WRONG_CODE: {},
        WIPED: {},
      }),
    lock: oc.output(z.void()),
    /** Somebody types or moves the pointer here; said at most twice a minute. Where the host cannot tell by itself. */
    active: oc.output(z.void()),
    /** `evenUnsent`: whoever leaves was told that not everything has been sent. */
    signOut: oc
      .input(z.strictObject({ evenUnsent: z.boolean() }))
      .output(z.void())
      .errors({
        /** `isErased`: the organisation has desks erased at sign-out, and unsent work with them; else it is sent later. */
        UNSENT: { data: z.strictObject({ waiting: z.int().min(1), isErased: z.boolean() }) },
      }),
  },
  /** The agent's own account, at the server: none of it works without it. */
  account: {
    sessions: oc.output(sessionListSchema).errors(accountErrors),
    endSession: oc
      .input(z.strictObject({ sessionId: text(36) }))
      .output(z.void())
      .errors(accountErrors),
    changePassword: oc
      .input(z.strictObject({ password: text(200).min(1), newPassword: text(200).min(1) }))
      .output(z.void())
      .errors({ ...accountErrors, WRONG_PASSWORD: {}, WEAK_PASSWORD: {} }),
    beginSecondFactor: oc
      .input(z.strictObject({ password: text(200).min(1) }))
      .output(secondFactorBegunSchema)
      .errors({ ...accountErrors, WRONG_PASSWORD: {} }),
    confirmSecondFactor: oc
      .input(z.strictObject({ code: text(20).min(6) }))
      .output(recoveryCodesSchema)
      .errors({ ...accountErrors, WRONG_CODE: {} }),
    renewRecoveryCodes: oc
      .input(z.strictObject({ password: text(200).min(1), code: text(20).min(6) }))
      .output(recoveryCodesSchema)
      .errors({ ...accountErrors, WRONG_PASSWORD: {}, WRONG_CODE: {} }),
    removeSecondFactor: oc
      .input(z.strictObject({ password: text(200).min(1), code: text(20).min(6) }))
      .output(z.void())
      .errors({ ...accountErrors, WRONG_PASSWORD: {}, WRONG_CODE: {}, REQUIRED: {} }),
  },
  sync: {
    watch: oc.output(eventIterator(syncStateSchema)),
  },
  commands: {
    /** Answers after the command is flushed to this desk's log: from here on it is never lost. */
    submit: oc
      .input(submitSchema)
      .output(
        z.strictObject({
          commandId: text(36),
          deviceSeq: z.int().min(1),
          /** What is left of the draft; null when there was none, or none could be kept. */
          draft: keptDraftSchema.nullable(),
        }),
      )
      .errors({
        SIGNED_OUT: {},
        /** The log cannot be written: disk full, read-only … Nothing was saved; keep what was typed. */
        NOT_SAVED: { data: z.strictObject({ problem: z.string() }) },
        /** `file/not-kept`: one of its files is not wholly on this computer. */
        INVALID: { data: z.strictObject({ kind: z.string() }) },
      }),
  },
  drafts: draftsContract,
  files: filesContract,
  around: aroundContract,
  presence: presenceContract,
  preferences: {
    watch: oc.output(eventIterator(preferencesSchema)),
    set: oc.input(preferencesSchema.partial()).output(z.void()),
  },
  links: {
    /** Opens a page of the web in the system's browser. Only encrypted ones, and only right after a person's click. */
    open: oc
      .input(z.strictObject({ address: text(2000).min(1) }))
      .output(z.void())
      .errors({ REFUSED: {} }),
  },
  windows: {
    /** Opens a window at this place, or brings the one forward that is there; in the browser host the asking page does it. */
    open: oc
      .input(z.strictObject({ place: windowPlaceSchema }))
      .output(z.strictObject({ page: pageToOpenSchema.nullable() })),
  },
  keeper: {
    watch: oc.output(eventIterator(workerTurnSchema)),
  },
  door: {
    /** The desktop's door shows somebody what they can do there. */
    drawn: oc.output(z.void()),
    /** Somebody types a password: what it takes to check it is made ready. */
    typing: oc.output(z.void()),
  },
  media: {
    /** The hidden window for calls says that it is there. */
    here: oc.output(z.void()),
  },
  os: osContract,
}
export type WorkstationContract = typeof workstationContract
