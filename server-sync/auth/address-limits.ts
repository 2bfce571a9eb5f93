import { isIPv6 } from 'node:net'
import type { Clock } from '#shared/kit/clock.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'

/** How much somebody unknown may try from one address. Who is right gets it back: a whole office may come in at nine. */
export interface AddressLimits {
  /** 0: go on; otherwise when to come again. */
  take(address: string, accountHash: string): number
  refund(address: string, accountHash: string): void
}

export function createAddressLimits(clock: Clock): AddressLimits {
  const tries = createTokenBuckets({ clock, capacity: 50, refillMs: 10_000 })
  // Stolen lists are tried account after account: so many different ones are wrong from one address in no honest hour.
  const accounts = createTokenBuckets({ clock, capacity: 20, refillMs: 60_000 })
  const accountTries = createTokenBuckets({ clock, capacity: 1, refillMs: 3_600_000 })

  return {
    take(address, accountHash) {
      const network = networkOf(address)
      if (!tries.take(network)) return tries.waitMs(network)
      // An account that was counted within the hour is not counted again.
      if (!accountTries.take(`${network} ${accountHash}`) || accounts.take(network)) return 0
      accountTries.refund(`${network} ${accountHash}`)
      return accounts.waitMs(network)
    },
    refund(address, accountHash) {
      const network = networkOf(address)
      tries.refund(network)
      accounts.refund(network)
      accountTries.refund(`${network} ${accountHash}`)
    },
  }
}

/** One person has a whole /64 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const after = (tail ?? '').split(':').filter((group) => group !== '')
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  const whole = [...groups, ...Array<string>(zeros).fill('0'), ...after]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
