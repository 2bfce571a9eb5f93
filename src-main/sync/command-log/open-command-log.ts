import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { type JsonFile, createJsonFile } from '../../files/json-file.ts'
import { createLatestWriter } from '../../files/latest-writer.ts'
import { type LogDisk, type LogFile, openLogDisk } from '../../files/log-disk.ts'
import { putInPlace, writeBeside } from '../../files/log-files.ts'
import { takeOwnerLock } from '../../files/owner-lock.ts'
import { type Sealer, createSealer } from '../../keys/sealer.ts'
import { type CommandLog, type Rewritten, createCommandLog } from './command-log.ts'
import { defaultKeepDays } from './keep-days.ts'
import { encodeHeader, encodeRecord } from './log-lines.ts'
import { logName } from './log-name.ts'
import { type LogNotes, logNotesSchema } from './log-notes.ts'
import { logRefusals } from './log-refusals.ts'
import { dayMs, forgetMarksAfter } from './passed-marks.ts'
import { type LogScan, scanLog } from './scan-log.ts'

export interface OpenLogRequest extends LogWishes {
  readonly folder: string
  /** Seals what is saved. */
  readonly key: Uint8Array
  readonly disk?: LogDisk
}

interface LogWishes {
  readonly replicaId: string
  readonly clock: Clock
  readonly newId: IdSource
  /** How long a command is kept after the replica has passed it, for a server that may be restored. */
  readonly keepDays?: number
  /** The server knows this log as another computer's: begin a new one with what it has not decided. */
  readonly startOver?: boolean
  /** Something was repaired, set aside or forgotten. Numbers only. */
  report(event: LogEvent): void
}

export type LogEvent =
  | { readonly kind: 'log/torn-tail'; readonly bytes: number; readonly keptAs: string | null }
  | {
      readonly kind: 'log/damaged' | 'log/started-over'
      readonly keptAs: string
      readonly carriedOver: number
      readonly missing: number
    }
  | { readonly kind: 'log/compacted'; readonly forgotten: number; readonly bytes: number }
  | { readonly kind: 'log/not-compacted'; readonly problem: string }

export type OpenedLog =
  | { readonly ok: true; readonly log: CommandLog }
  | { readonly ok: false; readonly refusal: Refusal }

/** Opens one agent's log on this computer for this process alone, and repairs what a crash left behind. */
export async function openCommandLog(request: OpenLogRequest): Promise<OpenedLog> {
  let release: (() => Promise<void>) | undefined
  try {
    const disk = request.disk ?? (await openLogDisk(request.folder))
    const locked = await takeOwnerLock(path.join(request.folder, 'commands.lock'))
    if (!locked.ok) return { ok: false, refusal: logRefusals.inUse(locked.pid) }
    release = () => locked.lock.release()
    const sealer = createSealer(request.key, `farline/command-log/${request.replicaId}`)
    const notes = createJsonFile(path.join(request.folder, 'decided.json'), logNotesSchema, () => undefined)
    return { ok: true, log: await openOwnedLog(request, { disk, notes, sealer, unlock: release }) }
  } catch (error) {
    await release?.()
    return { ok: false, refusal: logRefusals.fromDisk(error) }
  }
}

/** Where a log lives, once it is this process's own. */
export interface LogHome {
  readonly disk: LogDisk
  readonly notes: JsonFile<LogNotes>
  readonly sealer: Sealer
  unlock(): Promise<void>
}

/** Throws what the disk throws. */
export async function openOwnedLog(request: LogWishes, home: LogHome): Promise<CommandLog> {
  const { replicaId, clock, newId } = request
  const { disk, notes: notesFile, sealer, unlock } = home
  const known = await notesFile.read()
  const bytes = (await disk.read(logName)) ?? Buffer.alloc(0)
  const scan = scanLog(bytes, sealer, ({ logId, deviceSeq }) => logId !== known?.logId || deviceSeq > known.deviceSeq)

  let notes: LogNotes | undefined
  let start: Pick<LogScan, 'envelopes' | 'starts' | 'wholeBytes'> & { readonly base: number }
  // Its end was lost by a disk that had said "flushed", or it is an old copy: its next numbers were used up once, and must
  // not count as decided when they are used again.
  const isShort = known !== null && known.logId === scan.logId && known.deviceSeq > scan.last
  if (scan.header && !scan.isDamaged && !isShort && !request.startOver) {
    const { logId, base } = scan.header
    start = { ...scan, base }
    if (scan.tornBytes > 0) await repairTail(request, disk, scan, bytes)
    // Losing the note costs nothing: the server says in its welcome what it has decided. Only decided commands are forgotten.
    notes =
      known?.logId === logId
        ? withDecided(known, Math.max(base, known.deviceSeq))
        : { logId, deviceSeq: base, epoch: null, passed: [] }
  } else {
    if (bytes.length > 0) await setAside(request, disk, scan, known?.logId === scan.logId ? known.deviceSeq : 0)
    const logId = newId()
    const envelopes = scan.envelopes.map((envelope, index) => ({ ...envelope, logId, deviceSeq: index + 1 }))
    const header = encodeHeader({ format: 1, logId, replicaId, base: 0 })
    const records = envelopes.map((envelope) => encodeRecord(envelope, sealer))
    await (await writeBeside(disk, logName, [header, ...records])).close()
    await putInPlace(disk, logName)
    await disk.flushNames()
    let wholeBytes = header.length
    const starts = records.map((record) => (wholeBytes += record.length) - record.length)
    start = { base: 0, envelopes, starts, wholeBytes }
    notes = { logId, deviceSeq: 0, epoch: null, passed: [] }
  }

  const { logId } = notes
  const notesWriter = createLatestWriter((next: LogNotes) => notesFile.write(next))
  return createCommandLog({
    file: await disk.open(logName),
    length: start.wholeBytes,
    replicaId,
    base: start.base,
    starts: start.starts,
    undecided: start.envelopes,
    notes,
    keepMs: (request.keepDays ?? defaultKeepDays) * dayMs,
    sealer,
    clock,
    newId,
    // Losing it is harmless (see above), so a full disk must not stop the uplink here.
    saveNotes: (next) => void notesWriter.write(next).catch(() => undefined),
    rewrite: (base, file, from, to) =>
      rewrite(disk, encodeHeader({ format: 1, logId, replicaId, base }), { file, from, to }),
    onCompacted: (result) =>
      request.report(
        'refusal' in result
          ? { kind: 'log/not-compacted', problem: result.refusal.kind }
          : { kind: 'log/compacted', ...result },
      ),
    async release() {
      await notesWriter.idle()
      await unlock()
    },
  })
}

const withDecided = (notes: LogNotes, deviceSeq: number): LogNotes => ({
  ...notes,
  deviceSeq,
  passed: forgetMarksAfter(notes.passed, deviceSeq),
})

async function repairTail(request: LogWishes, disk: LogDisk, scan: LogScan, bytes: Buffer): Promise<void> {
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
async function setAside(request: LogWishes, disk: LogDisk, scan: LogScan, decided: number): Promise<void> {
  const keptAs = `commands.${request.newId()}.kept`
  await disk.copy(logName, keptAs)
  const carriedOver = scan.envelopes.length
  const settled = Math.max(decided, scan.header?.base ?? 0)
  request.report({
    kind: request.startOver ? 'log/started-over' : 'log/damaged',
    keptAs,
    carriedOver,
    missing: Math.max(0, scan.last - settled - carriedOver),
  })
}

async function rewrite(
  disk: LogDisk,
  header: Buffer,
  tail: { readonly file: LogFile; readonly from: number; readonly to: number },
): Promise<Rewritten> {
  let written: LogFile | undefined
  try {
    written = await writeBeside(disk, logName, [header], tail)
    await putInPlace(disk, logName)
  } catch (error) {
    await written?.close()
    return { ok: false, refusal: logRefusals.fromDisk(error), isLost: false }
  }
  try {
    await disk.flushNames()
    return { ok: true, file: written, headerBytes: header.length }
  } catch (error) {
    await written.close()
    return { ok: false, refusal: logRefusals.fromDisk(error), isLost: true }
  }
}
