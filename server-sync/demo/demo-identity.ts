import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import { chatSecretKey, makeChatSecret, signatureOf } from '../channels/chat/chat-secrets.ts'
import type { Database } from '../db/database.ts'
import { rowStores } from '../db/row-store.ts'
import { sendRefusal } from '../http/http-error.ts'

const lifetimeS = 3_600
const querySchema = z.object({ brand: z.string().min(1).max(36) })

/**
 * Stands in for the demonstration shops' own server, which would hold the secret and sign for whoever is signed in there: here
 * it is always the same customer. Only where there is a demonstration.
 */
export async function addDemoIdentity(server: FastifyInstance, door: Database, clock: Clock): Promise<void> {
  const key = await chatSecretKey(door)
  /** Each start gives the shops new secrets: a sealed one could not be read back by a shop either. */
  const secrets = new Map<string, Promise<string | undefined>>()

  function secretOf(brandId: string): Promise<string | undefined> {
    const known = secrets.get(brandId) ?? make(brandId)
    secrets.set(brandId, known)
    return known
  }

  async function make(brandId: string) {
    const [brand] = await rowStores.directory.find(door, `kind = 'brand' AND id = $1`, [brandId])
    return brand && door.transaction((db) => makeChatSecret(db, key, brand, clock.now()))
  }

  server.get('/demo/identity', async (request, reply) => {
    const query = querySchema.safeParse(request.query)
    const secret = query.success ? await secretOf(query.data.brand) : undefined
    if (secret === undefined) return sendRefusal(reply, 404, 'http/not-found')
    const identity = { userId: 'demo-zoe', expiresAt: Math.floor(clock.now() / 1_000) + lifetimeS }
    const signature = signatureOf(secret, identity).toString('hex')
    return reply.header('cache-control', 'no-store').send({ ...identity, signature, name: 'Zoë Martin' })
  })
}
