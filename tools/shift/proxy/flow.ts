import type { Socket } from 'node:net'

/** One direction of a connection. */
export interface Flow {
  /** Nothing passes until it is released as often as it was held; then all of it does, late but whole. */
  hold(): void
  release(): void
}

interface Piece {
  /** Bytes, or how the sending side ended. */
  what: Buffer | 'end' | 'reset'
  dueAt: number
}

const heldMaxBytes = 4 * 1024 * 1024

/** Passes bytes on in their order, each piece `delayMs` later: as TCP does, it never loses one in the middle. */
export function createFlow(from: Socket, to: Socket, delayMs: () => number): Flow {
  const pieces: Piece[] = []
  let heldBytes = 0
  let holds = 0
  let lastDueAt = 0
  let isEnded = false
  let timer: NodeJS.Timeout | undefined

  from.on('data', (bytes: Buffer) => {
    heldBytes += bytes.length
    if (heldBytes > heldMaxBytes) from.pause()
    take(bytes)
  })
  from.on('end', () => {
    isEnded = true
    take('end')
  })
  // 'close' follows, and says all that the other side is to hear.
  from.on('error', () => undefined)
  from.on('close', () => {
    if (!isEnded) take('reset')
  })
  to.on('close', () => {
    clearTimeout(timer)
    pieces.length = 0
    from.resume()
  })

  function take(what: Piece['what']) {
    lastDueAt = Math.max(lastDueAt, performance.now() + delayMs())
    pieces.push({ what, dueAt: lastDueAt })
    pass()
  }

  function pass() {
    clearTimeout(timer)
    if (holds > 0) return
    for (let next = pieces[0]; next && next.dueAt <= performance.now(); next = pieces[0]) {
      pieces.shift()
      passOn(next.what)
    }
    const [next] = pieces
    if (next) timer = setTimeout(pass, Math.max(0, next.dueAt - performance.now()))
  }

  function passOn(what: Piece['what']) {
    if (what === 'reset') return to.resetAndDestroy()
    if (what === 'end') return void to.end()
    heldBytes -= what.length
    if (heldBytes <= heldMaxBytes) from.resume()
    if (to.writable) to.write(what)
  }

  return {
    hold: () => void (holds += 1),
    release() {
      holds -= 1
      pass()
    },
  }
}
