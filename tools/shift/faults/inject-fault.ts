import { setTimeout as pause } from 'node:timers/promises'
import { unreachable } from '#shared/kit/unreachable.ts'
import { type NetworkFault, type PlannedFault, isNetworkFault } from '../plan/plan-faults.ts'
import type { FaultProxy } from '../proxy/fault-proxy.ts'
import type { Floor } from './floor.ts'

/** Breaks what the plan says. Resolves when what can be mended by us is mended; the parts find back to each other by themselves. */
export async function injectFault(fault: PlannedFault, floor: Floor): Promise<void> {
  const desks = fault.desks.flatMap((at) => floor.desks[at] ?? [])
  const seats = fault.seats.flatMap((at) => floor.seats[at] ?? [])
  const { kind } = fault
  if (isNetworkFault(kind)) {
    await Promise.all([...desks, ...seats].map(({ proxy }) => disturb(proxy, kind, fault.lastsMs)))
    return
  }
  switch (kind) {
    case 'workstation-killed':
      await Promise.all(desks.map(({ workstation }) => workstation.restart()))
      return
    case 'worker-killed':
      await Promise.all(desks.map(({ replica }) => replica.crash()))
      return
    case 'server-killed':
      return floor.server.restart()
    case 'postgres-restarted':
      return floor.postgres?.crash()
    case 'chat-reloaded':
      for (const { customers } of seats) for (const customer of customers) customer.reload()
      return
    case 'second-tab': {
      const closers = seats.flatMap(({ customers }) => customers.map((customer) => customer.openAnotherTab()))
      return during(fault.lastsMs, () => closers.forEach((close) => close()))
    }
    default:
      return unreachable(kind)
  }
}

/** How long what was sent before a reset stays under way, at least: the client should be back before it arrives. */
const lateMs = 1_500

async function disturb(proxy: FaultProxy, kind: NetworkFault, lastsMs: number): Promise<void> {
  switch (kind) {
    case 'cut':
      return proxy.cut()
    case 'reset':
      return proxy.reset()
    case 'half-open':
      return during(lastsMs, proxy.hold())
    case 'late-arrival': {
      const release = proxy.holdPresent()
      // Time to say something that will be late.
      await pause(lastsMs / 2)
      proxy.resetClients()
      return during(Math.max(lastsMs / 2, lateMs), release)
    }
    case 'delay':
      return during(lastsMs, proxy.delay({ leastMs: 20, mostMs: 400 }))
    case 'slow-connect': {
      const end = proxy.delayConnects({ leastMs: 50, mostMs: lastsMs })
      proxy.cut()
      return during(lastsMs, end)
    }
    default:
      return unreachable(kind)
  }
}

async function during(lastsMs: number, end: () => void): Promise<void> {
  await pause(lastsMs)
  end()
}
