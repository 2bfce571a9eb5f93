import type { Display } from './stand-on-displays.ts'
import type { Standing, WindowRecord } from './window-record.ts'

export interface WindowEvents {
  /** It was moved, resized, maximised, made full screen, or the other way round. */
  onMoved(): void
  onFocused(): void
  onClosed(): void
}

/** One window on a screen. Nothing of it is asked after it has closed. */
export interface HostWindow {
  /** Resolves when its page is loaded. */
  readonly loaded: Promise<void>
  standing(): Standing
  /** Moves it there. */
  stand(standing: Standing): void
  /** Above all others, without taking the focus from any. */
  raise(): void
  /** To whoever asked for it: shown, above all others, with the focus. */
  bringForward(): void
  /** It is gone, and nothing of what it showed stays in memory. */
  end(): void
}

/** What makes windows: Electron, or a test. */
export interface WindowHost {
  /** The first one is the one that a person has made the first. */
  displays(): readonly Display[]
  /** A display was taken away, or shows more or less than before. @returns what ends the listening */
  onDisplaysChanged(listener: () => void): () => void
  create(record: WindowRecord, hasFocus: boolean, events: WindowEvents): HostWindow
}
