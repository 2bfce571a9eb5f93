import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { FeedPage } from '#shared/sync/feed.ts'
import { createObservableValue } from '../flow/observable-value.ts'
import type { CommandLog } from '../sync/command-log/command-log.ts'
import { openCommandLog } from '../sync/command-log/open-command-log.ts'
import { openTestWire } from './open-test-wire.ts'
import { type Uplink, type UplinkParts, startUplink } from '../sync/uplink/uplink.ts'
import { type ManualTime, createManualTime } from './manual-time.ts'
import { reply } from './new-command.ts'
import { type SyncServer, startSyncServer } from './sync-server.ts'
import { tempFolder } from './temp-folder.ts'

export interface UplinkRig {
  readonly server: SyncServer
  readonly log: CommandLog
  readonly time: ManualTime
  readonly heads: { epoch: string; seq: number }[]
  readonly pages: FeedPage[]
  readonly uplinked: number[]
  readonly restored: { from: number; to: number }[]
  readonly reports: string[]
  readonly ends: ReturnType<typeof createObservableValue<string>>
  start(more?: Partial<UplinkParts>): Uplink
  append(count: number): Promise<void>
}

/** A real log and a real connection to the test's server; the time is the test's. */
export async function startUplinkRig(at?: SyncServer): Promise<UplinkRig> {
  const server = at ?? (await startSyncServer())
  const time = createManualTime()
  const opened = await openCommandLog({
    folder: await tempFolder(),
    key: new Uint8Array(32),
    replicaId: 'replica-1',
    clock: time.clock,
    newId: () => randomUUID(),
    report: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const { log } = opened
  onTestFinished(() => log.close())
  const made = {
    server,
    log,
    time,
    heads: [] as { epoch: string; seq: number }[],
    pages: [] as FeedPage[],
    uplinked: [] as number[],
    restored: [] as { from: number; to: number }[],
    reports: [] as string[],
    ends: createObservableValue(''),
  }
  return {
    ...made,
    start(more) {
      const uplink = startUplink({
        log,
        replicaId: 'replica-1',
        openWire: openTestWire(server.url),
        clock: time.clock,
        timers: time.timers,
        random: () => 0.5,
        hasNetwork: () => true,
        whyUnreachable: () => null,
        onHead: (head) => made.heads.push(head),
        onPage: (page) => made.pages.push(page),
        onUplinked: (seq) => made.uplinked.push(seq),
        onRestored: (restored) => made.restored.push(restored),
        onUnreadable: () => made.ends.set('unreadable'),
        onSignedOut: () => made.ends.set('signed-out'),
        onForked: () => made.ends.set('forked'),
        onRestoredTooFar: () => made.ends.set('restored-too-far'),
        report: (problem) => made.reports.push(problem),
        ...more,
      })
      log.onFlushed(uplink.wake)
      onTestFinished(uplink.close)
      return uplink
    },
    async append(count) {
      await Promise.all(Array.from({ length: count }, (_, index) => log.append(reply(`m${index}`))))
    },
  }
}
