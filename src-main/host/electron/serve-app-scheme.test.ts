import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Protocol } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileRequest } from '../../attachments/serve-desk-files.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { serveAppScheme } from './serve-app-scheme.ts'

let folder: string
let ask: (request: Request) => Promise<Response>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'farline-pages-'))
  const pages = path.join(folder, 'pages')
  await mkdir(path.join(pages, 'assets'), { recursive: true })
  await writeFile(path.join(pages, 'index.html'), 'the page')
  await writeFile(path.join(pages, 'assets/a.js'), '1')
  await writeFile(path.join(folder, 'secret.json'), 'a secret')
  await symlink(path.join(folder, 'secret.json'), path.join(pages, 'assets/link.json'))
  const protocol = { handle: (_scheme: string, handler: typeof ask) => void (ask = handler) }
  serveAppScheme(protocol as unknown as Protocol, await listRendererFiles(pages), null)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A request whose address is not tidied up before it arrives. */
const raw = (url: string, method = 'GET') => ask({ url, method } as Request)

describe('app://farline/', () => {
  it.each(['app://farline/', 'app://farline/index.html', 'app://farline/assets/a.js?x#y'])('has %s', async (url) => {
    const response = await raw(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'")
  })

  it.each([
    'app://farline/../secret.json',
    'app://farline/%2e%2e/secret.json',
    'app://farline/..%2fsecret.json',
    'app://farline/assets/..%2f..%2fsecret.json',
    'app://farline/assets/%2e%2e%5c%2e%2e%5csecret.json',
    'app://farline/..\\secret.json',
    'app://farline/%252e%252e/secret.json',
    'app://farline/assets/link.json',
    'app://farline//etc/passwd',
    'app://farline/index.html%00.js',
    'app://farline/assets/',
    'app://farline/__proto__',
    'app://elsewhere/index.html',
    'app://farline:80/index.html',
    'app://farline.example/index.html',
  ])('has no %s', async (url) => {
    const response = await raw(url)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
  })

  it('reads a script whose name stands for its content once, and a page each time', async () => {
    const text = async (url: string) => (await raw(url)).text()
    expect(await text('app://farline/assets/a.js')).toBe('1')
    await writeFile(path.join(folder, 'pages/assets/a.js'), '2')
    await writeFile(path.join(folder, 'pages/index.html'), 'another page')
    expect(await text('app://farline/assets/a.js')).toBe('1')
    expect(await text('app://farline/index.html')).toBe('another page')
  })

  it('says nothing that would have the process of a page started twice', async () => {
    expect((await raw('app://farline/index.html')).headers.has('cross-origin-opener-policy')).toBe(false)
  })

  it('can only be read', async () => {
    expect((await raw('app://farline/index.html', 'POST')).status).toBe(404)
  })
})

describe('app://farline/desk/files/', () => {
  it('hands over what a page sends and how it asks, and answers in a stream, with the guards of every page', async () => {
    const asked: FileRequest[] = []
    const protocol = { handle: (_scheme: string, handler: typeof ask) => void (ask = handler) }
    serveAppScheme(protocol as unknown as Protocol, new Map(), {
      syncProxy: { covers: () => false, get: () => Promise.reject(new Error('not asked for')) },
      deskFiles: {
        covers: (path) => path.startsWith('/desk/files/'),
        async answer(request) {
          asked.push(request)
          return {
            status: 206,
            headers: { 'content-type': 'image/png' },
            body: Readable.from([Buffer.from('by'), Buffer.from('tes')]),
          }
        },
      },
      room: 'replica-7',
    })
    const response = await ask(
      new Request('app://farline/desk/files/f-1?offset=5', {
        method: 'PUT',
        body: new Blob(['a piece']),
        headers: { range: 'bytes=0-1' },
      }),
    )
    expect(asked).toMatchObject([
      { method: 'PUT', path: '/desk/files/f-1', search: '?offset=5', range: 'bytes=0-1', asker: 'replica-7' },
    ])
    expect(await text(asked[0]?.body as never)).toBe('a piece')
    expect([response.status, await response.text()]).toEqual([206, 'bytes'])
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
