import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** A run of any length may add no more than this to what its thread holds after its first tenth. */
const growthMaxBytes = 96 * 1024 * 1024

/** Watches what stays in memory of this thread, after everything that can be let go is. */
export function watchMemory(): { settled(): string | undefined } {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let first: number | undefined
  return {
    settled() {
      collect()
      const { used_heap_size: heap, external_memory: external } = getHeapStatistics()
      const now = heap + external
      first ??= now
      const grown = now - first
      return grown > growthMaxBytes
        ? `[bounded-memory] ${Math.round(grown / 1024 / 1024)} MB more than at first`
        : undefined
    },
  }
}
