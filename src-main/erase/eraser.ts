import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import { replicaId } from '#shared/schema/fields.ts'
import { type WipeReceipt, wipeProofText, wipeReceiptSchema } from '#shared/sync/auth-protocol.ts'
import type { JsonFile } from '../files/json-file.ts'
import type { Door } from '../session/door.ts'
import type { EraseOrder } from './erase-order.ts'
import { signWith } from '../vault/device-identity.ts'
import { type DeviceKeys, destroyDeviceKeys } from '../vault/device-keys.ts'
import type { Vaults } from '../vault/vaults.ts'

/** What was begun and what has still to be told, so that neither a crash nor a missing server leaves it half done. */
export const erasuresSchema = z.strictObject({
  erasures: z
    .array(
      z.strictObject({
        id: z.string().max(36),
        replicaIds: z.array(replicaId()).max(1_000),
        isWholeComputer: z.boolean(),
        isDestroyed: z.boolean(),
        /** Signed beforehand: the key for it goes too. Null: nobody waits for one. */
        receipt: wipeReceiptSchema.nullable(),
      }),
    )
    .max(1_000),
})
type Erasure = z.infer<typeof erasuresSchema>['erasures'][number]

export interface EraserParts {
  readonly dataDir: string
  readonly file: JsonFile<z.infer<typeof erasuresSchema>>
  readonly vaults: Vaults
  readonly device: DeviceKeys
  readonly door: Pick<Door, 'sendReceipt'>
  readonly clock: Clock
  /** Unsent commands of a desk; it is closed when this resolves. */
  closeDesk(replicaId: string): Promise<number>
  /** What the host keeps of a replica, such as a browser's profile. */
  eraseReplica(replicaId: string): Promise<void>
  report(event: string, found?: object): void
}

export interface Eraser {
  /** Goes on with what a crash has cut short. */
  resume(): Promise<void>
  /** Keys first: without them the rest is noise. Resolves when all of it is gone. */
  erase(order: EraseOrder): Promise<void>
  /** Tells the server what was destroyed, as far as it has not been told. */
  sendReceipts(): Promise<void>
  /** Resolves when nothing is being erased or told any more. */
  idle(): Promise<void>
}

export async function openEraser(parts: EraserParts): Promise<Eraser> {
  const { file, vaults, dataDir } = parts
  let open: readonly Erasure[] = (await file.read())?.erasures ?? []
  let sending: Promise<void> = Promise.resolve()
  let erasing: Promise<void> = Promise.resolve()
  let writing: Promise<void> = Promise.resolve()

  function keep(next: readonly Erasure[]): Promise<void> {
    open = next
    const written = writing.then(() => (open.length > 0 ? file.write({ erasures: [...open] }) : file.remove()))
    writing = written.catch(() => undefined) // Whoever keeps something gets its failure.
    return written
  }

  async function destroy(erasure: Erasure): Promise<void> {
    for (const replicaId of erasure.replicaIds) await vaults.destroy(replicaId)
    if (erasure.isWholeComputer) await destroyDeviceKeys(dataDir)
    for (const replicaId of erasure.replicaIds) await parts.eraseReplica(replicaId)
    const done = { ...erasure, isDestroyed: true }
    await keep(open.flatMap((other) => (other.id !== erasure.id ? [other] : done.receipt ? [done] : [])))
    parts.report('erased', { replicas: erasure.replicaIds.length, isWholeComputer: erasure.isWholeComputer })
  }

  async function receiptFor(
    { replicaId, identity: known }: EraseOrder,
    wipeId: string,
    unsent: number,
  ): Promise<WipeReceipt> {
    const identity = known ?? ((replicaId && (await vaults.outbox(replicaId))?.identity) || parts.device.identity)
    return {
      installationId: identity.installationId,
      wipeId,
      wipedAt: parts.clock.now(),
      unsent,
      destroyed: ['keys', 'commands', 'replica', 'session', 'caches'],
      proof: signWith(identity, wipeProofText(wipeId)),
    }
  }

  async function sendAll(): Promise<void> {
    for (const erasure of open) {
      if (!erasure.isDestroyed || !erasure.receipt || !(await parts.door.sendReceipt(erasure.receipt))) continue
      await keep(open.filter(({ id }) => id !== erasure.id))
    }
  }

  async function eraseOne(order: EraseOrder): Promise<void> {
    const { replicaId, isWholeComputer, wipeId } = order
    const replicaIds = isWholeComputer ? await foldersOf(dataDir, vaults) : [replicaId].filter((id) => id !== '')
    let unsent = 0
    for (const id of replicaIds) unsent += await parts.closeDesk(id)
    const receipt = wipeId === null ? null : await receiptFor(order, wipeId, unsent)
    const erasure = { id: randomUUID(), replicaIds: [...replicaIds], isWholeComputer, isDestroyed: false, receipt }
    await keep([...open, erasure])
    await destroy(erasure)
    void eraser.sendReceipts()
  }

  const eraser: Eraser = {
    async resume() {
      for (const erasure of open) if (!erasure.isDestroyed) await destroy(erasure)
    },
    erase(order) {
      const erased = erasing.then(() => eraseOne(order))
      erasing = erased.catch(() => undefined) // Whoever ordered it gets its failure.
      return erased
    },
    async idle() {
      await erasing
      await sending
    },
    sendReceipts() {
      sending = sending.then(sendAll).catch(() => parts.report('receipt-not-sent'))
      return sending
    },
  }
  return eraser
}

/** Also folders whose vault cannot be read any more. */
async function foldersOf(dataDir: string, vaults: Vaults): Promise<readonly string[]> {
  const known = await vaults.list()
  const entries = await readdir(dataDir, { withFileTypes: true })
  const hasLog = async (name: string) => (await readdir(path.join(dataDir, name))).includes('commands.log')
  const found = new Set(known)
  for (const entry of entries) {
    const isReplica = entry.isDirectory() && replicaId().safeParse(entry.name).success
    if (isReplica && (await hasLog(entry.name))) found.add(entry.name)
  }
  return [...found]
}
