import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { DeskPolicy } from '#shared/sync/auth-protocol.ts'

/** What the page asks of the server. A refusal is a value; `network` means that nobody answered. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly kind: string; readonly detail: Readonly<Record<string, string | number>> }

export interface Directory {
  readonly me: { readonly agentId: string; readonly organisationId: string; readonly rights: readonly Right[] }
  readonly entries: readonly DirectoryEntry[]
  readonly rightsOf: Readonly<Record<string, readonly Right[]>>
  readonly builtInRoles: Readonly<Record<'agent' | 'lead' | 'admin', readonly Right[]>>
  readonly hasDeskPolicy: boolean
}

export interface Imported {
  readonly isDone: boolean
  readonly lines: readonly {
    readonly line: number
    readonly name: string
    readonly email: string
    readonly what: string
  }[]
  readonly unchanged: number
  readonly problems: readonly {
    readonly line: number
    readonly column: string
    readonly kind: string
    readonly value: string
  }[]
}

export interface Device {
  readonly installationId: string
  readonly name: string
  readonly platform: string
  readonly keyStore: 'os-keyring' | 'key-file' | 'memory-only'
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly isRevoked: boolean
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly sessions: readonly {
    readonly id: string
    readonly agentId: string
    readonly madeAt: number
    readonly lastUsedAt: number
  }[]
  readonly wipes: readonly {
    readonly id: string
    readonly agentId: string | null
    readonly askedAt: number
    readonly state: 'waiting' | 'done' | 'withdrawn'
    readonly receipt: {
      readonly wipedAt: number
      readonly unsent: number
      readonly destroyed: readonly string[]
    } | null
  }[]
}

export interface RecordPage {
  readonly entries: readonly {
    readonly number: number
    readonly at: number
    readonly actorKind: string
    readonly actorId: string
    readonly verb: string
    readonly subjectId: string
    readonly detail: Readonly<Record<string, string | number | boolean>>
  }[]
  /** Of these entries, the first that is not as it was written. */
  readonly brokenAt: number | null
}

export const adminApi = {
  setup: () => get<{ isNeeded: boolean }>('setup'),
  setUp: (given: object) => post('setup', given),
  signIn: (given: object) => post('sign-in', given),
  signOut: () => post('sign-out', {}),
  directory: () => get<Directory>('directory'),
  command: (type: string, args: object) => post<{ entries: readonly DirectoryEntry[] }>('command', { type, args }),
  password: (agentId: string) => post<{ password: string }>('agents/password', { agentId }),
  renewChatSecret: (brandId: string) => post<{ secret: string }>('brands/chat-secret', { brandId }),
  importAgents: (csv: string, isTrial: boolean) => post<Imported>('agents/import', { csv, isTrial }),
  deskPolicy: () => get<DeskPolicy>('desk-policy'),
  changeDeskPolicy: (policy: DeskPolicy) => post('desk-policy', policy),
  devices: () => get<{ devices: readonly Device[] }>('devices'),
  wipe: (installationId: string) => post('devices/wipe', { installationId }),
  allow: (installationId: string) => post('devices/allow', { installationId }),
  endSession: (sessionId: string) => post('sessions/end', { sessionId }),
  record: (before: number | undefined) =>
    get<RecordPage>(`audit?limit=50${before === undefined ? '' : `&before=${before}`}`),
}

const get = <Value>(path: string) => ask<Value>(path, { method: 'GET' })

const post = <Value = undefined>(path: string, body: object) =>
  ask<Value>(path, {
    method: 'POST',
    // No form and no image of another site can send the second one.
    headers: { 'content-type': 'application/json', 'x-farline-admin': '1' },
    body: JSON.stringify(body),
  })

async function ask<Value>(path: string, request: RequestInit): Promise<Answer<Value>> {
  let answer: Response
  try {
    answer = await fetch(`/admin/api/${path}`, request)
  } catch {
    return { ok: false, kind: 'network', detail: {} }
  }
  const body: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
  if (answer.ok) return { ok: true, value: body as Value }
  const { kind = 'http/internal', detail = {} } = (body ?? {}) as { kind?: string; detail?: Record<string, string> }
  return { ok: false, kind, detail }
}
