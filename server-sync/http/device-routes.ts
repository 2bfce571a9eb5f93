import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { endSessionRequestSchema } from '#shared/sync/auth-protocol.ts'
import { allowDeviceSchema, wipeDeviceSchema } from '../admin/admin-schemas.ts'
import type { RecordAudit } from '../audit/audit-entry.ts'
import { listDevices } from '../auth/device-list.ts'
import type { DeviceWipes } from '../auth/device-wipes.ts'
import { allowDevice } from '../auth/devices.ts'
import { endSessions } from '../auth/end-sessions.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { sendRefusal } from './http-error.ts'

/** Who asks. Whoever answers from a cookie has to make sure that no stranger's page can ask for them. */
export interface Administrator {
  readonly agentId: string
  readonly organisationId: string
  readonly rights: readonly Right[]
}
export type IdentifyAdministrator = (request: FastifyRequest) => Promise<Administrator | undefined>

interface Needs {
  readonly database: Database
  readonly clock: Clock
  readonly identify: IdentifyAdministrator
  readonly wipes: Pick<DeviceWipes, 'askWipe'>
  readonly recordAudit: RecordAudit
  readonly onSessionsEnded: () => Promise<void>
}

const nothingSchema = z.undefined().or(z.null())

const options = { bodyLimit: 8 * 1024 }

/**
 * Devices and sessions of others, for IT: right `device.manage`, own organisation only. Each change is in the record.
 *
 * `GET  /admin/api/devices`        → `{devices}`, see auth/device-list.ts
 * `POST /admin/api/devices/wipe`   → `{wipeId}`; `{installationId, agentId?}`; 404 `device/unknown`
 * `POST /admin/api/devices/allow`  → 204; `{installationId}`; 404 `device/unknown`
 * `POST /admin/api/sessions/end`   → 204; `{sessionId}`; 404 `auth/no-such-session`
 */
export function addDeviceRoutes(server: FastifyInstance, needs: Needs): void {
  const { database, clock, identify, wipes, recordAudit, onSessionsEnded } = needs

  server.get('/admin/api/devices', (request, reply) =>
    forIt(request, reply, nothingSchema, async ({ organisationId }) =>
      reply.send({ devices: await listDevices(database, clock, organisationId) }),
    ),
  )

  server.post('/admin/api/devices/wipe', options, (request, reply) =>
    forIt(request, reply, wipeDeviceSchema, async (administrator, { installationId, agentId }) => {
      const { organisationId } = administrator
      const wipeId = await database.transaction(async (db) => {
        const asked = await wipes.askWipe(db, { organisationId, installationId, agentId })
        if (asked !== undefined)
          await record(db, administrator, 'device.wipe-asked', installationId, {
            wipeId: asked,
            ...(agentId === undefined ? {} : { agentId }),
          })
        return asked
      })
      if (wipeId === undefined) return sendRefusal(reply, 404, 'device/unknown')
      await onSessionsEnded()
      return reply.send({ wipeId })
    }),
  )

  server.post('/admin/api/devices/allow', options, (request, reply) =>
    forIt(request, reply, allowDeviceSchema, async (administrator, { installationId }) => {
      const { organisationId } = administrator
      const isKnown = await database.transaction(async (db) => {
        const isAllowed = await allowDevice(db, clock, { organisationId, installationId })
        if (isAllowed) await record(db, administrator, 'device.allowed', installationId, {})
        return isAllowed
      })
      if (!isKnown) return sendRefusal(reply, 404, 'device/unknown')
      await onSessionsEnded()
      return reply.status(204).send()
    }),
  )

  server.post('/admin/api/sessions/end', options, (request, reply) =>
    forIt(request, reply, endSessionRequestSchema, async (administrator, { sessionId }) => {
      const { organisationId } = administrator
      const ended = await database.transaction(async (db) => {
        const count = await endSessions(db, clock, { sessionId, organisationId }, 'ended')
        if (count > 0) await record(db, administrator, 'session.ended', sessionId, {})
        return count
      })
      if (ended === 0) return sendRefusal(reply, 404, 'auth/no-such-session')
      await onSessionsEnded()
      return reply.status(204).send()
    }),
  )

  function record(
    db: WritableDb,
    { organisationId, agentId }: Administrator,
    verb: string,
    subjectId: string,
    detail: Readonly<Record<string, string>>,
  ): Promise<void> {
    return recordAudit(db, { organisationId, actorKind: 'agent', actorId: agentId, verb, subjectId, detail })
  }

  async function forIt<Schema extends z.ZodType>(
    request: FastifyRequest,
    reply: FastifyReply,
    schema: Schema,
    work: (administrator: Administrator, given: z.infer<Schema>) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const administrator = await identify(request)
    if (!administrator) return sendRefusal(reply, 401, 'auth/signed-out')
    if (!administrator.rights.includes('device.manage')) return sendRefusal(reply, 403, 'auth/not-allowed')
    const parsed = schema.safeParse(request.body)
    return parsed.success ? work(administrator, parsed.data) : sendRefusal(reply, 400, 'http/bad-request')
  }
}
