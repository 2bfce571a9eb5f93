import { expect, it } from 'vitest'
import { proxyFromEnvironment } from './proxy-from-environment.ts'

const proxy = { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'intern.example, .lan,10.0.0.1' }

it.each([
  ['https://farline.example.com', 'PROXY proxy.example:3128'],
  ['https://desk.intern.example', 'DIRECT'],
  ['https://intern.example', 'DIRECT'],
  ['https://notintern.example', 'PROXY proxy.example:3128'],
  ['https://a.lan', 'DIRECT'],
  ['https://10.0.0.1', 'DIRECT'],
  ['http://127.0.0.1:8080', 'DIRECT'],
  ['http://[::1]:8080', 'DIRECT'],
])('%s goes by %s', async (url, way) => {
  expect(await proxyFromEnvironment(proxy)(url)).toBe(way)
})

it('goes straight where nobody says otherwise', async () => {
  expect(await proxyFromEnvironment({})('https://farline.example.com')).toBe('DIRECT')
})
