import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'

/** The first value that fits; the test's own timeout bounds the wait. */
export async function take<Value>(
  stream: AsyncIterable<Value> & AsyncIterator<Value>,
  fits: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const { value, done } = await stream.next()
    if (done) throw new Error('the stream ended')
    if (fits(value)) return value
  }
}

/** A worker's view of the line: the next event has to be the expected one. */
export const replicaEvents = (stream: AsyncIterator<ReplicaEvent>) => ({
  async next<Name extends ReplicaEvent['event']>(name: Name): Promise<Extract<ReplicaEvent, { event: Name }>> {
    const { value, done } = await stream.next()
    if (done || value.event !== name) throw new Error(`expected ${name}, got ${done ? 'the end' : value.event}`)
    return value as Extract<ReplicaEvent, { event: Name }>
  },
})
