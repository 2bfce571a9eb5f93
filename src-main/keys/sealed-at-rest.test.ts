import { randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { startSyncServer } from '../testing/sync-server.ts'
import { take } from '../testing/streams.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'

const planted = 'Ихтиандр said: the heirloom brooch, 4111 1111'

/** The same words in every form in which a program might leave them behind. */
function formsOf(text: string): Buffer[] {
  const plain = Buffer.from(text)
  // In base64 the letters depend on what stands before: three positions, without the uncertain ends.
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), plain]).toString('base64')
    return Buffer.from(encoded.slice(4, -4))
  })
  return [
    plain,
    Buffer.from(text, 'utf16le'),
    Buffer.from(plain.toString('hex')),
    Buffer.from(
      JSON.stringify(text).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
    Buffer.from('heirloom brooch'),
    Buffer.from('heirloom brooch', 'utf16le'),
    ...base64,
  ]
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function hitsUnder(folder: string): Promise<string[]> {
  const forms = formsOf(planted)
  const files = await filesUnder(folder)
  const contents = await Promise.all(files.map((file) => readFile(file)))
  return files.filter((_, index) => forms.some((form) => contents[index]!.includes(form)))
}

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
  expect(await hitsUnder(at.dataDir)).toEqual([])

  // The old log is set aside, and all of it is written anew.
  server.onBatch((commands) =>
    commands.map(({ deviceSeq, id: commandId }) => ({ outcome: 'forked', deviceSeq, commandId })),
  )
  server.dropConnection()
  await take(await client.session.watch(), ({ state }) => state === 'signed-out')
  expect((await filesUnder(at.dataDir)).some((file) => file.endsWith('.kept'))).toBe(true)
  expect(await hitsUnder(at.dataDir)).toEqual([])
  await at.stop()
  expect(await hitsUnder(at.dataDir)).toEqual([])
})

it('would find it if it were there', async () => {
  const forms = formsOf(planted)
  const left = [planted, JSON.stringify({ text: planted }), Buffer.from(`x${planted}`).toString('base64')]
  for (const text of left) expect(forms.some((form) => Buffer.from(text).includes(form))).toBe(true)
})
