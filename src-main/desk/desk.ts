import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { createJsonFile } from '../files/json-file.ts'
import type { LatestWriter } from '../files/latest-writer.ts'
import type { Timers } from '../flow/timers.ts'
import { loadDataKey } from '../keys/data-key.ts'
import type { KeyStore } from '../keys/key-store.ts'
import type { Log } from '../log/create-log.ts'
import type { SignedIn } from '../session/signed-in.ts'
import type { CommandLog } from '../sync/command-log/command-log.ts'
import { openCommandLog } from '../sync/command-log/open-command-log.ts'
import type { ReplicaLine } from '../sync/replica-line.ts'
import { type Progress, createReplicaProgress, replicaProgressSchema } from '../sync/replica-progress.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import { type Uplink, startUplink } from '../sync/uplink/uplink.ts'
import type { OpenWire } from '../sync/uplink/wire.ts'

/** One agent at this computer: the log of what they did, the way to the server, and what their replica holds. */
export interface Desk {
  readonly log: CommandLog
  readonly uplink: Uplink
  readonly progress: LatestWriter<Progress>
  /** @param forGood the agent leaves; otherwise the same one goes on at once, and the worker stays attached */
  close(forGood: boolean): Promise<void>
}

export interface DeskParts {
  readonly dataDir: string
  readonly keyStore: KeyStore
  readonly line: ReplicaLine
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly newId: IdSource
  readonly diagnostics: Log
  hasNetwork(): boolean
  onSignedOut(): void
  onForked(): void
}

export type OpenedDesk = { readonly ok: true; readonly desk: Desk } | { readonly ok: false; readonly refusal: Refusal }

/** @param startOver the server took this agent's log for another computer's: go on under a new log id */
export async function openDesk(parts: DeskParts, signedIn: SignedIn, startOver: boolean): Promise<OpenedDesk> {
  const { line, diagnostics } = parts
  const { replicaId, agent, organisation, token } = signedIn
  const folder = path.join(parts.dataDir, replicaId)
  const opened = await openLog(parts, folder, replicaId, startOver)
  if (!opened.ok) return opened
  const { log, dataKey } = opened

  const uplink = startUplink({
    ...parts,
    log,
    replicaId,
    token,
    onHead: line.head,
    onPage: line.page,
    onUplinked: line.uplinked,
    report: (problem) => diagnostics.warn({ event: 'uplink', problem }),
  })
  log.onFlushed((envelopes) => {
    line.pending(envelopes)
    uplink.wake()
  })
  line.seat({
    identity: {
      agentId: agent.id,
      organisationId: organisation.id,
      brandIds: agent.brandIds,
      replicaId,
      logId: log.logId,
      dataKey: Buffer.from(dataKey).toString('base64'),
    },
    log,
    uplinkedTo: uplink.uplinkedTo,
  })
  const progressFile = createJsonFile(path.join(folder, 'replica.json'), replicaProgressSchema, () => undefined)
  const progress = createReplicaProgress(progressFile)
  return {
    ok: true,
    desk: {
      log,
      uplink,
      progress,
      async close(forGood) {
        uplink.close()
        if (forGood) line.unseat()
        await progress.idle()
        await log.close()
      },
    },
  }
}

async function openLog(parts: DeskParts, folder: string, replicaId: string, startOver: boolean) {
  const { diagnostics } = parts
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const dataKey = await loadDataKey(folder, parts.keyStore, () => diagnostics.error({ event: 'data-key-unreadable' }))
    const opened = await openCommandLog({
      folder,
      replicaId,
      dataKey,
      startOver,
      clock: parts.clock,
      newId: parts.newId,
      report: (repair) => diagnostics.warn({ event: 'log-repaired', ...repair }),
    })
    return opened.ok ? { ...opened, dataKey } : opened
  } catch (error) {
    return { ok: false as const, refusal: logRefusals.fromDisk(error) }
  }
}
