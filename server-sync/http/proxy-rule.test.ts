import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createProxyRule, isLoopback } from './proxy-rule.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}, encrypted = false) =>
  ({ socket: { remoteAddress, encrypted }, headers }) as unknown as IncomingMessage

const rule = createProxyRule(['10.0.0.0/8', '::1', '192.0.2.7'])
if (!rule) throw new Error('these are addresses')

describe('what a reverse proxy says', () => {
  it('counts when the operator named that proxy, hop by hop from the near end', () => {
    const from = (remote: string, forwarded: string) =>
      rule.addressOf(request(remote, { 'x-forwarded-for': forwarded }))
    expect(from('10.1.2.3', '203.0.113.9')).toBe('203.0.113.9')
    expect(from('::ffff:10.1.2.3', '203.0.113.9, 192.0.2.7')).toBe('203.0.113.9')
    expect(from('10.1.2.3', '6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
    expect(from('::1', '2001:db8::1')).toBe('2001:db8::1')
  })

  it('counts for nothing from anybody else, and rubbish never becomes an address', () => {
    expect(rule.addressOf(request('203.0.113.9', { 'x-forwarded-for': '6.6.6.6' }))).toBe('203.0.113.9')
    expect(rule.addressOf(request('10.1.2.3', { 'x-forwarded-for': 'unknown' }))).toBe('10.1.2.3')
    expect(rule.addressOf(request('10.1.2.3', { 'x-forwarded-for': '6.6.6.6, <script>' }))).toBe('10.1.2.3')
    expect(rule.addressOf(request('10.1.2.3'))).toBe('10.1.2.3')
    expect(rule.addressOf(request('10.1.2.3', { 'x-forwarded-for': '10.9.9.9' }))).toBe('10.9.9.9')
  })

  it('makes a request secure only when it came so to a proxy of ours, or to ourselves', () => {
    const proto = { 'x-forwarded-proto': 'https' }
    expect(rule.isSecure(request('10.1.2.3', proto))).toBe(true)
    expect(rule.isSecure(request('10.1.2.3', { 'x-forwarded-proto': 'https, http' }))).toBe(false)
    expect(rule.isSecure(request('203.0.113.9', proto))).toBe(false)
    expect(rule.isSecure(request('203.0.113.9', {}, true))).toBe(true)
    expect(rule.isSecure(request('10.1.2.3'))).toBe(false)
  })

  it('is refused as a setting when it is no address', () => {
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '', '::1/129', '10.0.0/8'])
      expect(createProxyRule([wrong]), wrong).toBeUndefined()
  })
})

it('knows what never leaves the computer', () => {
  expect(['127.0.0.1', '127.8.0.1', '::1', 'localhost', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '10.0.0.1', 'example.org', ''].some(isLoopback)).toBe(false)
})
