import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { text } from '#shared/schema/fields.ts'
import { refreshReplySchema } from '#shared/sync/auth-protocol.ts'
import { isMissing } from '../files/file-errors.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { createSealer } from '../keys/sealer.ts'

export const whoSchema = refreshReplySchema
  .omit({ accessToken: true, accessLastsMs: true, refreshToken: true })
  // Sessions that were kept before passwords could be given say nothing of it.
  .extend({ mustChangePassword: z.boolean().default(false) })
/** Who sits here and what their organisation asks of the desk, as the server said last. */
export type Who = z.infer<typeof whoSchema>

const keptSessionSchema = z.strictObject({
  /** A token is never shown to another server. */
  serverUrl: text(300),
  refreshToken: text(200),
  who: whoSchema,
})
export type KeptSession = z.infer<typeof keptSessionSchema>

/** An agent's session with the server, sealed with their outbox key: main goes on sending while their desk is locked. */
export interface SessionFile {
  read(): Promise<KeptSession | null>
  /** Resolves when it would survive a power cut. */
  write(session: KeptSession): Promise<void>
  remove(): Promise<void>
}

export function openSessionFile(dataDir: string, replicaId: string, outboxKey: Uint8Array): SessionFile {
  const file = path.join(dataDir, replicaId, 'session.sealed')
  const sealer = createSealer(outboxKey, 'farline/session')
  return {
    async read() {
      try {
        const opened = sealer.open(await readFile(file), replicaId)
        return opened === null ? null : (keptSessionSchema.safeParse(JSON.parse(opened)).data ?? null)
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    write: (session) => writeFileAtomically(file, sealer.seal(JSON.stringify(session), replicaId)),
    remove: () => rm(file, { force: true }),
  }
}
