import { expect, it } from 'vitest'
import { startUplinkRig } from '../../testing/uplink-rig.ts'
import { pulseMs } from './pulse.ts'

async function rig() {
  const { start, time } = await startUplinkRig()
  let opened = 0
  const uplink = start({
    openWire() {
      opened += 1
      return { send: () => {}, drop: () => {} }
    },
  })
  return { uplink, time, opened: () => opened }
}

it('a computer that says it woke up is at the server at once, and does not begin again when the clock shows it', async () => {
  const { uplink, time, opened } = await rig()
  uplink.resume()
  expect(opened()).toBe(2)
  time.sleep(3_600_000)
  expect(opened()).toBe(2)
  time.advance(pulseMs)
  time.sleep(3_600_000)
  expect(opened()).toBe(3)
})

it('a desk that is closed stays so', async () => {
  const { uplink, opened } = await rig()
  uplink.close()
  uplink.resume()
  expect(opened()).toBe(1)
})

it('says why the server is not reached while it is not', async () => {
  const { start, time } = await startUplinkRig()
  let why: string | null = 'road/proxy-unreachable'
  const { state } = start({
    whyUnreachable: () => why,
    openWire(events) {
      queueMicrotask(() => events.closed('lost'))
      return { send: () => {}, drop: () => {} }
    },
  })
  await Promise.resolve()
  expect(state.get()).toMatchObject({ state: 'server-unreachable', problem: 'road/proxy-unreachable' })
  why = 'road/not-answered'
  time.advance(pulseMs)
  expect(state.get()).toMatchObject({ state: 'server-unreachable', problem: 'road/not-answered' })
})
