import path from 'node:path'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { createJsonFile } from '../../files/json-file.ts'
import { createLatestWriter } from '../../files/latest-writer.ts'
import { takeOwnerLock } from '../../files/owner-lock.ts'
import { createSealer } from '../../keys/sealer.ts'
import { type CommandLog, createCommandLog } from './command-log.ts'
import { type LogDisk, openLogDisk } from './log-disk.ts'
import { encodeHeader, encodeRecord } from './log-lines.ts'
import { logRefusals } from './log-refusals.ts'
import { type LogScan, scanLog } from './scan-log.ts'

export interface OpenLogRequest {
  readonly folder: string
  readonly replicaId: string
  readonly dataKey: Uint8Array
  readonly clock: Clock
  readonly newId: IdSource
  /** The server knows this log as another computer's: begin a new one with what it has not decided. */
  readonly startOver?: boolean
  readonly disk?: LogDisk
  /** Something was repaired or set aside. Numbers only. */
  report(event: LogRepair): void
}

export type LogRepair =
  | { readonly kind: 'log/torn-tail'; readonly bytes: number; readonly keptAs: string | null }
  | {
      readonly kind: 'log/damaged' | 'log/started-over'
      readonly keptAs: string
      readonly carriedOver: number
      readonly missing: number
    }

export type OpenedLog =
  | { readonly ok: true; readonly log: CommandLog }
  | { readonly ok: false; readonly refusal: Refusal }

const logName = 'commands.log'
const decidedSchema = z.strictObject({ logId: z.string(), deviceSeq: z.int().min(0) })

/** Opens one agent's log on this computer for this process alone, and repairs what a crash left behind. */
export async function openCommandLog(request: OpenLogRequest): Promise<OpenedLog> {
  let release: (() => Promise<void>) | undefined
  try {
    const disk = request.disk ?? (await openLogDisk(request.folder))
    const locked = await takeOwnerLock(path.join(request.folder, 'commands.lock'))
    if (!locked.ok) return { ok: false, refusal: logRefusals.inUse(locked.pid) }
    release = () => locked.lock.release()
    return { ok: true, log: await openOwned(request, disk, release) }
  } catch (error) {
    await release?.()
    return { ok: false, refusal: logRefusals.fromDisk(error) }
  }
}

async function openOwned(request: OpenLogRequest, disk: LogDisk, unlock: () => Promise<void>): Promise<CommandLog> {
  const { replicaId, clock, newId } = request
  const sealer = createSealer(request.dataKey, `farline/command-log/${replicaId}`)
  const decidedFile = createJsonFile(path.join(request.folder, 'decided.json'), decidedSchema, () => undefined)
  const bytes = (await disk.read(logName)) ?? Buffer.alloc(0)
  const scan = scanLog(bytes, sealer)
  const known = await decidedFile.read()
  const isSameLog = known !== null && known.logId === scan.header?.logId

  let { wholeBytes: length, envelopes } = scan
  let logId = scan.header?.logId
  // A lost note of what is decided costs nothing: the server says it again in its welcome.
  let decided = isSameLog ? known.deviceSeq : 0
  if (logId === undefined || scan.isDamaged || request.startOver) {
    const newLogId = newId()
    const undecided = envelopes.filter((envelope) => envelope.deviceSeq > decided)
    if (bytes.length > 0) await setAside(request, disk, scan, { undecided: undecided.length, decided })
    envelopes = undecided.map((envelope, index) => ({ ...envelope, logId: newLogId, deviceSeq: index + 1 }))
    decided = 0
    logId = newLogId
    const header = encodeHeader({ format: 1, logId, replicaId })
    length = await writeNew(disk, [header, ...envelopes.map((envelope) => encodeRecord(envelope, sealer))])
  }

  if (logId === scan.header?.logId && scan.tornBytes > 0) await repairTail(request, disk, scan, bytes)

  const file = await disk.open(logName)
  const thisLogId = logId
  const decidedWriter = createLatestWriter((deviceSeq: number) => decidedFile.write({ logId: thisLogId, deviceSeq }))
  return createCommandLog({
    file,
    length,
    logId,
    replicaId,
    envelopes,
    decided: Math.min(decided, envelopes.length),
    sealer,
    clock,
    newId,
    // Losing it is harmless (see above), so a full disk must not stop the uplink here.
    saveDecided: (deviceSeq) => void decidedWriter.write(deviceSeq).catch(() => undefined),
    async release() {
      await decidedWriter.idle()
      await unlock()
    },
  })
}

async function repairTail(request: OpenLogRequest, disk: LogDisk, scan: LogScan, bytes: Buffer): Promise<void> {
  // A whole line at the end that cannot be read may be a torn write or a record that went bad: it is kept.
  const hasWholeLine = bytes.includes('\n', scan.wholeBytes)
  const keptAs = hasWholeLine ? `commands.${request.newId()}.kept` : null
  if (keptAs) await disk.copy(logName, keptAs)
  const file = await disk.open(logName)
  await file.truncate(scan.wholeBytes)
  await file.flush()
  await file.close()
  request.report({ kind: 'log/torn-tail', bytes: scan.tornBytes, keptAs })
}

/** Nothing that was saved once is ever thrown away: the old file is kept beside the new one. */
async function setAside(
  request: OpenLogRequest,
  disk: LogDisk,
  scan: LogScan,
  { undecided, decided }: { undecided: number; decided: number },
): Promise<void> {
  const keptAs = `commands.${request.newId()}.kept`
  await disk.copy(logName, keptAs)
  const newest = scan.envelopes.at(-1)?.deviceSeq ?? decided
  request.report({
    kind: request.startOver ? 'log/started-over' : 'log/damaged',
    keptAs,
    carriedOver: undecided,
    missing: Math.max(0, newest - decided - undecided),
  })
}

async function writeNew(disk: LogDisk, lines: readonly Buffer[]): Promise<number> {
  const unfinished = `${logName}.new`
  const bytes = Buffer.concat(lines)
  const file = await disk.open(unfinished)
  await file.truncate(0)
  await file.write(bytes, 0)
  await file.flush()
  await file.close()
  await disk.replace(unfinished, logName)
  return bytes.length
}
