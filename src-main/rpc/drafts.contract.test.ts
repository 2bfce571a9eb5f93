import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, describe, it } from 'vitest'
import { memoryOnlyStore } from '../keys/key-store.ts'
import { journalName } from '../drafts/open-draft-journal.ts'
import { plainTextHits } from '../testing/plain-text-hits.ts'
import { mei, signedIn } from '../testing/signed-in.ts'
import { take } from '../testing/streams.ts'
import { goodPassword, policy, startSyncServer } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'

const reply = (text: string, basedOn: string[] = [''], conversationId = 'c-1') => ({
  conversationId,
  mode: 'reply' as const,
  text,
  basedOn,
})

const send = (text: string, messageId: string = randomUUID()) => ({
  type: 'message.send',
  args: { messageId, conversationId: 'c-1', text, language: 'en' },
  basedOn: {},
})

const journalOf = (dataDir: string) => path.join(dataDir, 'replica-1', journalName)

describe.each(transports)('drafts over $name', (transport) => {
  it('are kept, told to every window, and listed until they are empty', async () => {
    const { at } = await signedIn()
    const { client } = await transport.window(at)
    const other = (await transport.window(at)).client
    const watched = await other.drafts.watch({ conversationId: 'c-1' })
    const listed = await other.drafts.list()
    expect((await watched.next()).value).toEqual({
      reply: { text: '', rev: 0 },
      note: { text: '', rev: 0 },
      files: [],
    })
    expect((await listed.next()).value).toEqual({ conversationIds: [] })
    const { rev } = await client.drafts.write(reply('Dear Ana'))
    expect((await watched.next()).value).toMatchObject({ reply: { text: 'Dear Ana', rev }, note: { text: '' } })
    expect((await listed.next()).value).toEqual({ conversationIds: ['c-1'] })
    await client.drafts.write({ ...reply('she is upset'), mode: 'note' })
    await client.drafts.write(reply('', ['Dear Ana']))
    expect(await take(watched, ({ reply: { text } }) => text === '')).toMatchObject({ note: { text: 'she is upset' } })
    await client.drafts.write({ ...reply('', ['she is upset']), mode: 'note' })
    expect((await listed.next()).value).toEqual({ conversationIds: [] })
  })

  it('hold what two windows have written at once', async () => {
    const { at } = await signedIn()
    const one = (await transport.window(at)).client
    const two = (await transport.window(at)).client
    const answers = await Promise.all([one.drafts.write(reply('from one')), two.drafts.write(reply('from two'))])
    const newest = answers.toSorted((a, b) => b.rev - a.rev)[0]?.text ?? ''
    expect(newest.split('\n\n').toSorted()).toEqual(['from one', 'from two'])
  })

  it('end with the message that they become, and say what is left', async () => {
    const { at } = await signedIn()
    const { client } = await transport.window(at)
    await client.drafts.write(reply('Dear Ana'))
    const plain = await client.commands.submit(send('from a macro'))
    expect(plain.draft).toBeNull()
    const sent = await client.commands.submit({ ...send('Dear Ana, hello'), draft: { basedOn: ['Dear Ana'] } })
    expect(sent.draft).toMatchObject({ text: '' })
    const watched = await client.drafts.watch({ conversationId: 'c-1' })
    expect((await watched.next()).value).toMatchObject({ reply: { text: '' } })
  })

  it('refuse what is too long or no draft', async () => {
    const { at } = await signedIn()
    const { client } = await transport.window(at)
    await expect(client.drafts.write(reply('x'.repeat(40_000)))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(client.drafts.write(reply('x', []))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await client.drafts.write(reply('x'.repeat(32_000)))
    await expect(client.drafts.write(reply('y'))).rejects.toMatchObject({
      code: 'NOT_SAVED',
      data: { problem: 'drafts/too-long' },
    })
  })
})

describe('the drafts of a desk', () => {
  const [transport] = transports

  it('are not to be had while it is locked or nobody is in, and are there again afterwards', async () => {
    const { server, at, session } = await signedIn()
    const { client } = await transport!.window(at)
    await client.drafts.write(reply('Dear Ana'))
    const watched = await client.drafts.watch({ conversationId: 'c-1' })
    await watched.next()
    await session.lock('asked')
    expect((await watched.next()).done).toBe(true)
    await expect(client.drafts.watch({ conversationId: 'c-1' })).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    await expect(client.drafts.list()).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    await expect(client.drafts.write(reply('through the lock'))).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    await session.unlock(goodPassword)
    const again = await client.drafts.watch({ conversationId: 'c-1' })
    expect((await again.next()).value).toMatchObject({ reply: { text: 'Dear Ana' } })

    await client.session.signOut({ evenUnsent: true })
    await expect(client.drafts.list()).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    await client.session.signIn(mei)
    const afterwards = await client.drafts.list()
    expect((await afterwards.next()).value).toEqual({ conversationIds: ['c-1'] })

    await at.stop()
    expect(await plainTextHits(at.dataDir, ['Dear Ana'])).toEqual([])
    const restarted = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await restarted.workstation.session.unlock(goodPassword)
    const third = await (await transport!.window(restarted)).client.drafts.watch({ conversationId: 'c-1' })
    expect((await third.next()).value).toMatchObject({ reply: { text: 'Dear Ana' } })
  })

  it('are another agent’s no more than the desk is', async () => {
    const { server, at } = await signedIn()
    const { client } = await transport!.window(at)
    await client.drafts.write(reply('Dear Ana'))
    await client.session.signOut({ evenUnsent: true })
    const ben = {
      id: 'agent-2',
      name: 'Ben',
      email: 'ben@example.com',
      role: 'agent' as const,
      brandIds: [],
      rights: [],
    }
    server.door.reply = { replicaId: 'replica-2', agent: ben }
    await client.session.signIn({ ...mei, email: 'ben@example.com' })
    const listed = await client.drafts.list()
    expect((await listed.next()).value).toEqual({ conversationIds: [] })
  })

  it('neither come back nor go when main dies between the flush of a message and the end of its draft', async () => {
    const { server, at } = await signedIn()
    const { client } = await transport!.window(at)
    await client.drafts.write(reply('Dear Ana'))
    const file = journalOf(at.dataDir)
    const messageId = randomUUID()
    await client.commands.submit({ ...send('Dear Ana, hello', messageId), draft: { basedOn: ['Dear Ana'] } })
    await at.stop()
    // What lay on the disk in between: up to the record that says what it is about to become.
    const lines = (await readFile(file, 'utf8')).split('\n')
    const between = lines.slice(0, 3).join('\n')
    await writeFile(file, `${between}\n`)
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await again.workstation.session.unlock(goodPassword)
    const line = (await transport!.window(again)).client
    expect((await (await line.drafts.watch({ conversationId: 'c-1' })).next()).value).toMatchObject({
      reply: { text: '' },
    })
  })

  it('touch no disk where this computer keeps no keys, and outlive a lock there', async () => {
    const { at, session } = await signedIn({ keyStore: memoryOnlyStore() })
    const { client } = await transport!.window(at)
    await client.drafts.write(reply('Dear Ana'))
    await expect(readFile(journalOf(at.dataDir))).rejects.toMatchObject({ code: 'ENOENT' })
    await session.lock('asked')
    await session.unlock(goodPassword)
    const watched = await client.drafts.watch({ conversationId: 'c-1' })
    expect((await watched.next()).value).toMatchObject({ reply: { text: 'Dear Ana' } })
  })

  it('go with the desk when it is erased', async () => {
    const server = await startSyncServer()
    server.door.reply = { policy: { ...policy, wipesAtSignOut: true } }
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport!.window(at)
    await client.drafts.write(reply('Dear Ana'))
    await expect(readFile(journalOf(at.dataDir))).resolves.toBeDefined()
    await client.session.signOut({ evenUnsent: true })
    await expect(readFile(journalOf(at.dataDir))).rejects.toMatchObject({ code: 'ENOENT' })
    await client.session.signIn(mei)
    expect((await (await client.drafts.list()).next()).value).toEqual({ conversationIds: [] })
  })
})
