import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { plainTextHits } from '../testing/plain-text-hits.ts'
import { startSyncServer } from '../testing/sync-server.ts'
import { take } from '../testing/streams.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'

const planted = 'Ихтиандр said: the heirloombrooch, 4111 1111'

it('leaves no word of a command on the disk: while it waits, when its log is set aside, and after the end', async () => {
  const [transport] = transports
  const server = await startSyncServer()
  const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
  const { client } = await transport!.window(at)
  const online = async () =>
    take(await client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
  const submit = () =>
    client.commands.submit({
      type: 'message.send',
      args: { messageId: randomUUID(), conversationId: 'c-1', text: planted, language: 'en' },
      basedOn: {},
    })
  await online()
  server.onBatch(() => 'silence')
  for (let count = 0; count < 5; count++) await submit()
  expect(await plainTextHits(at.dataDir, [planted])).toEqual([])

  // The old log is set aside, and all of it is written anew.
  server.onBatch((commands) =>
    commands.map(({ deviceSeq, id: commandId }) => ({ outcome: 'forked', deviceSeq, commandId })),
  )
  server.dropConnection()
  await take(await client.session.watch(), ({ state }) => state === 'signed-out')
  expect((await readdir(at.dataDir, { recursive: true })).some((file) => file.endsWith('.kept'))).toBe(true)
  expect(await plainTextHits(at.dataDir, [planted])).toEqual([])
  await at.stop()
  expect(await plainTextHits(at.dataDir, [planted])).toEqual([])
})

it('would find it if it were there, in whatever form', async () => {
  const folder = await tempFolder()
  const utf16 = Buffer.from(planted, 'utf16le')
  const left = [planted, JSON.stringify({ text: planted }), Buffer.from(`x${planted}`).toString('base64'), utf16]
  for (const [index, content] of left.entries()) {
    await writeFile(path.join(folder, `file-${index}`), content)
    expect(await plainTextHits(folder, [planted])).toHaveLength(index + 1)
  }
})
