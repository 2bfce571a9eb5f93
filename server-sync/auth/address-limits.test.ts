import { describe, expect, it } from 'vitest'
import { createAddressLimits, networkOf } from './address-limits.ts'

describe('what an address may try', () => {
  it('is a network of IPv6, and one address of IPv4', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
    const network = networkOf('2001:db8:0:1::1')
    expect(network).toBe('2001:db8:0:1')
    expect(networkOf('2001:0db8::1:abcd:ef01:2345:6789')).toBe(network)
    expect(networkOf('2001:db8:0:1:ffff::')).toBe(network)
    expect(networkOf('2001:db8:0:2::1')).not.toBe(network)
    expect(networkOf('::1')).toBe('0:0:0:0')
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  })

  it('ends after twenty accounts, and comes back one a minute', () => {
    let now = 0
    const limits = createAddressLimits({ now: () => now })
    const waits = Array.from({ length: 25 }, (_, index) => limits.take('192.0.2.7', `account-${index}`))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20)
    expect(waits.at(-1)).toBe(60_000)
    expect(limits.take('192.0.2.8', 'account-1')).toBe(0)
    // One that is counted already may be tried again; that it is right gives it back.
    expect(limits.take('192.0.2.7', 'account-3')).toBe(0)
    limits.refund('192.0.2.7', 'account-3')
    expect([limits.take('192.0.2.7', 'account-21'), limits.take('192.0.2.7', 'account-22')]).toEqual([0, 60_000])
    now += 60_000
    expect(limits.take('192.0.2.7', 'account-22')).toBe(0)
  })

  it('ends after fifty tries of one account', () => {
    const limits = createAddressLimits({ now: () => 0 })
    const waits = Array.from({ length: 60 }, () => limits.take('192.0.2.7', 'account'))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(50)
  })
})
