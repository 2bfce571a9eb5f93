import type { ApplyCommand } from '../../../server-sync/sync/apply-command.ts'
import type { ServerStore } from '../../../server-sync/sync/store/server-store.ts'
import type { CommandLog } from '../../../src-main/sync/command-log/command-log.ts'
import type { RowStore } from '../../../src-renderer/replica/store/row-store.ts'
import type { Life } from '../world/life.ts'

/** Where something wrong can be put between the real parts, to see whether the laws notice. */
export interface Bugs {
  serverStore(real: ServerStore): ServerStore
  applyCommand(real: ApplyCommand): ApplyCommand
  log(real: CommandLog): CommandLog
  /** What the server sends to a desk. */
  downlink(text: string): string
  rowStore(real: RowStore, life: Life): RowStore
}

export const noBugs: Bugs = {
  serverStore: (real) => real,
  applyCommand: (real) => real,
  log: (real) => real,
  downlink: (text) => text,
  rowStore: (real) => real,
}
