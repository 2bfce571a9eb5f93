import type { PaperPress } from './papers/papers.ts'
import type { HotkeyGrip } from './hotkeys/hotkeys.ts'
import type { LoginItem } from './login/login-item.ts'
import type { NoticeCentre } from './notices/notifier.ts'
import type { PowerSaveBlocking } from './power/in-call.ts'
import type { TraySurface } from './tray/tray-surface.ts'

/** What the operating system does for this workstation, as its host can reach it. Null: it cannot. */
export interface Desktop {
  /** The most wanted first. */
  readonly systemLanguages: readonly string[]
  /** Null: whoever has a page open is told there. */
  readonly notices: NoticeCentre | null
  readonly hotkeys: HotkeyGrip | null
  readonly loginItem: LoginItem | null
  readonly power: PowerSaveBlocking | null
  readonly tray: TraySurface | null
  /** Null: pages print themselves. */
  readonly press: PaperPress | null
  bringForward(): void
}

/** A host that is no part of the person's computer: it has none of it, and says so. */
export const noDesktop: Desktop = {
  systemLanguages: [],
  notices: null,
  hotkeys: null,
  loginItem: null,
  power: null,
  tray: null,
  press: null,
  bringForward: () => undefined,
}
