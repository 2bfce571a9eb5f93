/** Keeps the computer awake, the screen too. */
export interface PowerSaveBlocking {
  /** @returns what ends it */
  start(): () => void
}

/** Nobody's voice may be cut off because a computer went to sleep. */
export interface InCall {
  /** @returns what says that this call is over; saying it twice does no harm */
  begin(): () => void
  isInCall(): boolean
}

export function createInCall(blocking: PowerSaveBlocking | null): InCall {
  const calls = new Set<symbol>()
  let release = () => {}
  return {
    begin() {
      const call = Symbol('call')
      if (calls.size === 0) release = blocking?.start() ?? (() => {})
      calls.add(call)
      return () => {
        if (calls.delete(call) && calls.size === 0) release()
      }
    },
    isInCall: () => calls.size > 0,
  }
}
