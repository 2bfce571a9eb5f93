import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { type Right, builtInRoles } from '#shared/domain/directory/rights.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { DeskPolicy } from '#shared/sync/auth-protocol.ts'
import { type AuthenticateAdmin, adminToken, isFromOwnPage, setAdminCookie } from '../admin/admin-cookie.ts'
import type { AdminDoor } from '../admin/admin-door.ts'
import {
  adminCommandSchema,
  adminSignInSchema,
  agentPasswordSchema,
  changeDeskPolicySchema,
  chatSecretSchema,
  importMaxBytes,
  importSchema,
} from '../admin/admin-schemas.ts'
import { type AdminIdentity, type AdminSessions, adminActor, identityOf } from '../admin/admin-sessions.ts'
import type { CheckCredential } from '../admin/check-credential.ts'
import { importAgents } from '../admin/import/import-agents.ts'
import { writeAgentLines } from '../admin/import/write-agent-lines.ts'
import { renewChatSecret } from '../admin/renew-chat-secret.ts'
import { resetPassword } from '../admin/reset-password.ts'
import { runDirectoryCommands } from '../admin/run-directory-commands.ts'
import { rowStores } from '../db/row-store.ts'
import { sendRefusal } from './http-error.ts'
import type { ProxyRule } from './proxy-rule.ts'

/** What the organisation asks of its desks, wherever it is kept. */
export interface DeskPolicies {
  read(organisationId: string): Promise<DeskPolicy>
  /** Written, and recorded as done by `agentId`. */
  change(organisationId: string, policy: DeskPolicy, agentId: string): Promise<void>
}

interface Needs {
  readonly door: AdminDoor
  readonly sessions: AdminSessions
  readonly authenticate: AuthenticateAdmin
  readonly checkCredential: CheckCredential
  readonly proxies: ProxyRule
  readonly deskPolicies: DeskPolicies | undefined
}

/** The administration, as JSON. Every answer is of the asking agent's organisation, and only what their rights say. */
export function addAdminRoutes(server: FastifyInstance, needs: Needs): void {
  addSignIn(server, needs)
  addDirectory(server, needs)
  addAgents(server, needs)
  addChatSecret(server, needs)
  if (needs.deskPolicies) addDeskPolicy(server, needs, needs.deskPolicies)
}

function addSignIn(server: FastifyInstance, { door, sessions, authenticate, checkCredential, proxies }: Needs): void {
  server.post('/admin/api/sign-in', async (request, reply) => {
    if (!isFromOwnPage(request, proxies)) return sendRefusal(reply, 403, 'admin/other-origin')
    const given = bodyOf(request, adminSignInSchema)
    if (!given) return sendRefusal(reply, 400, 'http/bad-request')
    const { email, password, code } = given
    const checked = await checkCredential(request.ip, { email, password, ...(code === undefined ? {} : { code }) })
    if (!checked.ok) {
      const { kind, retryAfterMs } = checked
      const status = kind === 'auth/too-many-tries' ? 429 : 401
      return sendRefusal(reply, status, kind, retryAfterMs === undefined ? {} : { retryAfterMs })
    }
    const { id, organisationId } = checked.agent
    if (!(await identityOf(door.database, id, organisationId))) return sendRefusal(reply, 403, 'admin/no-rights')
    const token = await door.database.transaction(async (db) => {
      await door.recordAudit(db, {
        organisationId,
        actorKind: 'agent',
        actorId: id,
        verb: 'admin.sign-in',
        subjectId: id,
        detail: {},
      })
      return sessions.open(db, checked.agent)
    })
    setAdminCookie(reply, token, proxies.isSecure(request.raw))
    return reply.status(204).send()
  })

  server.post('/admin/api/sign-out', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    await sessions.close(adminToken(request) ?? '')
    setAdminCookie(reply, '', proxies.isSecure(request.raw))
    return reply.status(204).send()
  })
}

function addDirectory(server: FastifyInstance, { door, authenticate, deskPolicies }: Needs): void {
  server.get('/admin/api/directory', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    const entries = await directoryOf(door, identity)
    const view = new DirectoryView(entries)
    return noStore(reply).send({
      me: { agentId: identity.agentId, organisationId: identity.organisationId, rights: identity.rights },
      entries,
      rightsOf: Object.fromEntries(view.all('agent').map((agent) => [agent.id, view.rightsOf(agent)])),
      builtInRoles,
      hasDeskPolicy: deskPolicies !== undefined,
    })
  })

  server.post('/admin/api/command', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    const command = bodyOf(request, adminCommandSchema)
    if (!command) return sendRefusal(reply, 400, 'http/bad-request')
    const run = await runDirectoryCommands(door, adminActor(identity), [command])
    return run.ok ? noStore(reply).send({ entries: run.entries }) : sendDirectoryRefusal(reply, run.refusal)
  })
}

function addAgents(server: FastifyInstance, { door, authenticate }: Needs): void {
  server.post('/admin/api/agents/password', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    const given = bodyOf(request, agentPasswordSchema)
    if (!given) return sendRefusal(reply, 400, 'http/bad-request')
    const reset = await resetPassword(door, adminActor(identity), given.agentId)
    return reset.ok ? noStore(reply).send({ password: reset.password }) : sendDirectoryRefusal(reply, reset.refusal)
  })

  server.post('/admin/api/agents/import', { bodyLimit: importMaxBytes }, async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    if (!may(identity, 'people.manage')) return sendRefusal(reply, 403, 'command/not-allowed')
    const given = bodyOf(request, importSchema)
    if (!given) return sendRefusal(reply, 400, 'http/bad-request')
    return noStore(reply).send(await importAgents(door, adminActor(identity), given.csv, { isTrial: given.isTrial }))
  })

  server.get('/admin/api/agents.csv', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    if (!may(identity, 'people.manage')) return sendRefusal(reply, 403, 'command/not-allowed')
    return noStore(reply)
      .header('content-disposition', 'attachment; filename="agents.csv"')
      .type('text/csv; charset=utf-8')
      .send(writeAgentLines(new DirectoryView(await directoryOf(door, identity))))
  })
}

function addChatSecret(server: FastifyInstance, { door, authenticate }: Needs): void {
  server.post('/admin/api/brands/chat-secret', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    const given = bodyOf(request, chatSecretSchema)
    if (!given) return sendRefusal(reply, 400, 'http/bad-request')
    const renewed = await renewChatSecret(door, adminActor(identity), given.brandId)
    return renewed.ok ? noStore(reply).send({ secret: renewed.secret }) : sendDirectoryRefusal(reply, renewed.refusal)
  })
}

function addDeskPolicy(server: FastifyInstance, { authenticate }: Needs, policies: DeskPolicies): void {
  server.get('/admin/api/desk-policy', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    return noStore(reply).send(await policies.read(identity.organisationId))
  })

  server.post('/admin/api/desk-policy', async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) return signedOut(reply)
    if (!may(identity, 'workplace.manage')) return sendRefusal(reply, 403, 'command/not-allowed')
    const policy = bodyOf(request, changeDeskPolicySchema)
    if (!policy) return sendRefusal(reply, 400, 'http/bad-request')
    await policies.change(identity.organisationId, policy, identity.agentId)
    return reply.status(204).send()
  })
}

const directoryOf = ({ database }: AdminDoor, { organisationId }: AdminIdentity) =>
  rowStores.directory.find(database, 'organisation_id = $1 ORDER BY id', [organisationId])

const may = ({ rights }: AdminIdentity, right: Right) => rights.includes(right)
const signedOut = (reply: FastifyReply) => sendRefusal(reply, 401, 'auth/signed-out')
const noStore = (reply: FastifyReply) => reply.header('cache-control', 'no-store')

const sendDirectoryRefusal = (reply: FastifyReply, { kind, detail }: Refusal) =>
  sendRefusal(reply, statusOf(kind), kind, { ...(detail ? { detail } : {}) })

const statusOf = (kind: string) => (kind === 'command/not-allowed' ? 403 : kind.startsWith('command/') ? 400 : 409)

function bodyOf<Schema extends z.ZodType>({ body }: FastifyRequest, schema: Schema): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(body)
  return parsed.success ? parsed.data : undefined
}
