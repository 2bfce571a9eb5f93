import { expect, it } from 'vitest'
import { parseProxyList } from './proxy-list.ts'

it('keeps the order in which ways are to be tried', () => {
  expect(parseProxyList('PROXY a.example:3128;HTTPS [::1]:8443; DIRECT')).toEqual([
    { kind: 'proxy', isTls: false, host: 'a.example', port: 3128 },
    { kind: 'proxy', isTls: true, host: '::1', port: 8443 },
    { kind: 'direct' },
  ])
})

it('knows the ports that nobody writes', () => {
  expect(parseProxyList('PROXY a; HTTPS b; HTTPS c:80')).toMatchObject([{ port: 80 }, { port: 443 }, { port: 80 }])
})

it.each(['', 'SOCKS5 a:1080', 'PROXY', 'nonsense', 'PROXY :::'])('goes nowhere by way of %j', (list) => {
  expect(parseProxyList(list)).toEqual([])
})
