import type { WakeSignal } from './wake-signal.ts'

interface Leading {
  /** Until it fails or is told to stop. */
  lead(): Promise<void>
  readonly work: WakeSignal
  readonly stopping: AbortSignal
  onFailure(error: unknown): void
}

const pauseAfterFailureMs = 500

/** Leads, and after a failure again, a moment later or as soon as there is work. Resolves when it was told to stop. */
export async function keepLeading({ lead, work, stopping, onFailure }: Leading): Promise<void> {
  while (!stopping.aborted) {
    try {
      await lead()
    } catch (error) {
      if (stopping.aborted) return
      onFailure(error)
      await work.next(pauseAfterFailureMs)
    }
  }
}
