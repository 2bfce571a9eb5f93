import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { pgliteTemplate } from '../testing/engines.ts'
import { pngOf } from '../testing/file-samples.ts'
import { opened } from '../testing/opened.ts'
import { type ServerProcess, startServerProcess } from '../testing/server-process.ts'
import { openSocket } from '../testing/socket-client.ts'
import { tusSender } from '../testing/tus-sender.ts'
import { fillWorkplace } from '../testing/workplace.ts'

const pieceBytes = 600_000

it('the server killed at any moment of an upload goes on from what it had, also with another process', async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'farline-kill-files-'))
  let server: ServerProcess | undefined
  const start = async () => {
    server = startServerProcess('--port', '0', '--data', data)
    return ((await server.logged('listening')) as { url: string }).url
  }
  const kill = async () => {
    server?.kill('SIGKILL')
    await server?.exited
  }
  try {
    await cp(await pgliteTemplate(), data, { recursive: true })
    const database = opened(await openPglite({ dataDirectory: data, onLost: () => undefined }))
    await fillWorkplace(database)
    await database.close()

    let url = await start()
    const line = await openSocket(`${url}/chat`)
    line.send({ frame: 'hello', brandId: 'brand-a', token: null, language: 'en', timeZone: '' })
    const token = String((await line.next('welcome'))['token'])
    const content = pngOf(2_000_000)
    const id = await tusSender(url, token).begun(content.length, 'photo.png')
    let acknowledged = 0
    for (let round = 0; round < 3; round++) {
      const sender = tusSender(url, token)
      const standing = Number((await sender.standing(id)).headers['upload-offset'])
      expect(standing).toBeGreaterThanOrEqual(acknowledged)
      acknowledged = standing + pieceBytes
      expect((await sender.piece(id, standing, content.subarray(standing, acknowledged))).status).toBe(204)
      // Bytes are on their way when it is killed.
      const half = request(`${url}/chat/files/${id}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${token}`,
          'tus-resumable': '1.0.0',
          'upload-offset': acknowledged,
          'content-type': 'application/offset+octet-stream',
          'content-length': content.length - acknowledged,
        },
      })
      half.on('error', () => undefined)
      half.write(content.subarray(acknowledged, acknowledged + 50_000))
      await once(half, 'socket')
      await kill()
      url = await start()
    }
    const sender = tusSender(url, token)
    expect((await sender.rest(id, content)).status).toBe(204)
    const sum = createHash('sha256').update(content).digest('hex')
    // Killed right after it was acknowledged: it lies in its place.
    await kill()
    expect(await readFile(path.join(data, 'files', sum.slice(0, 2), sum.slice(2, 4), sum))).toEqual(content)
    url = await start()
    expect(await tusSender(url, token).standing(id)).toMatchObject({
      status: 200,
      headers: { 'upload-offset': String(content.length) },
    })
  } finally {
    await kill()
    await rm(data, { recursive: true, force: true })
  }
}, 300_000)
