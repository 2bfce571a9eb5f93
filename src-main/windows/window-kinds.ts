import type { WindowKind } from '#shared/rpc/window-place.ts'
import type { WindowRecord } from './window-record.ts'

export interface KindOfWindow {
  readonly width: number
  readonly height: number
  readonly minWidth: number
  readonly minHeight: number
  readonly state: WindowRecord['state']
  readonly isAlwaysOnTop: boolean
  /** Another one opens each time, even where one is open. */
  readonly isMany: boolean
}

const plain = { state: 'normal', isAlwaysOnTop: false, isMany: false } as const

/** How windows of each kind begin. */
export const windowKinds: Readonly<Record<WindowKind, KindOfWindow>> = {
  main: { ...plain, width: 1440, height: 900, minWidth: 1024, minHeight: 640, isMany: true },
  conversation: { ...plain, width: 720, height: 800, minWidth: 420, minHeight: 400 },
  knowledge: { ...plain, width: 960, height: 800, minWidth: 420, minHeight: 400 },
  settings: { ...plain, width: 760, height: 760, minWidth: 360, minHeight: 400 },
  team: { ...plain, width: 1000, height: 800, minWidth: 420, minHeight: 400 },
  softphone: { ...plain, width: 320, height: 420, minWidth: 280, minHeight: 320, isAlwaysOnTop: true },
  wallboard: { ...plain, width: 1280, height: 800, minWidth: 640, minHeight: 400, state: 'fullscreen' },
}
