/**
 * What a thread is just doing, readable from another one: a parser that never ends cannot say so itself. The input is written
 * before it is run.
 */
export interface Pulse {
  readonly buffer: SharedArrayBuffer
  /** A new input begins, or none any more. */
  beat(target: string, seed: number, input: string): void
  rest(): void
  read(): { readonly beats: number; readonly isBusy: boolean; readonly doing: string }
}

const headBytes = 12
const textMaxBytes = 256 * 1024

export function createPulse(buffer = new SharedArrayBuffer(headBytes + textMaxBytes)): Pulse {
  const head = new Int32Array(buffer, 0, 3)
  const text = new Uint8Array(buffer, headBytes)
  const encoder = new TextEncoder()
  return {
    buffer,
    beat(target, seed, input) {
      const doing = JSON.stringify({ target, seed }).concat('\n', input)
      // Into bytes of its own first: not every platform encodes into shared memory.
      const bytes = encoder.encode(doing.length > textMaxBytes / 3 ? doing.slice(0, textMaxBytes / 3) : doing)
      text.set(bytes)
      Atomics.store(head, 1, bytes.length)
      Atomics.store(head, 2, 1)
      Atomics.add(head, 0, 1)
    },
    rest() {
      Atomics.store(head, 2, 0)
      Atomics.add(head, 0, 1)
    },
    read: () => ({
      beats: Atomics.load(head, 0),
      isBusy: Atomics.load(head, 2) === 1,
      doing: new TextDecoder().decode(text.slice(0, Atomics.load(head, 1))),
    }),
  }
}
