import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import type { FeedPage } from '#shared/sync/feed.ts'
import { type SignInReply, signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { type Place, backUp } from '../../server-sync/backup/back-up.ts'
import { readOrMakeKeyFile } from '../../server-sync/backup/key-file.ts'
import { restore } from '../../server-sync/backup/restore.ts'
import { type DataPlaces, placeKinds, startDataPlaces } from '../../server-sync/testing/data-places.ts'
import { type ServerProcess, startServerProcess } from '../../server-sync/testing/server-process.ts'
import { testDevice } from '../../server-sync/testing/test-device.ts'
import { fillWorkplace, giveCredentials, password } from '../../server-sync/testing/workplace.ts'
import { createObservableValue } from '../../src-main/flow/observable-value.ts'
import { systemTimers } from '../../src-main/flow/timers.ts'
import type { CommandLog } from '../../src-main/sync/command-log/command-log.ts'
import { openCommandLog } from '../../src-main/sync/command-log/open-command-log.ts'
import { startUplink } from '../../src-main/sync/uplink/uplink.ts'
import { openTestWire } from '../../src-main/testing/open-test-wire.ts'
import { tempFolder } from '../../src-main/testing/temp-folder.ts'
import { until } from '../../src-main/testing/until.ts'

/** One agent's log and line to the server, as the workstation's main process has them. */
interface Desk {
  readonly log: CommandLog
  /** The ids of all the rows that came in this connection's feed, in order. */
  readonly seen: ReturnType<typeof createObservableValue<readonly string[]>>
  note(conversationId: string, noteId: string): Promise<void>
  tag(conversationId: string, name: string): Promise<void>
  connect(url: string, signedIn: SignInReply): ReturnType<typeof startUplink>
}

async function openDesk(replicaId: string): Promise<Desk> {
  const opened = await openCommandLog({
    folder: await tempFolder(),
    key: randomBytes(32),
    replicaId,
    clock: systemClock,
    newId: () => randomUUID(),
    report: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const { log } = opened
  onTestFinished(() => log.close())
  const seen = createObservableValue<readonly string[]>([])
  const take = (page: FeedPage) =>
    seen.set([
      ...seen.get(),
      ...page.entries.flatMap((entry) => (entry.kind === 'row' ? [entry.row['id'] as string] : [])),
    ])
  const append = async (type: string, args: Record<string, unknown>) => {
    const appended = await log.append({ type, version: 1, args, basedOn: {} })
    if (!appended.ok) throw new Error(appended.refusal.kind)
  }
  return {
    log,
    seen,
    note: (conversationId, noteId) =>
      append('note.add', { noteId, conversationId, text: `text of ${noteId}`, language: 'en' }),
    tag: (conversationId, tag) => append('tag.add', { conversationId, tag }),
    connect(url, { accessToken }) {
      const uplink = startUplink({
        log,
        replicaId,
        openWire: openTestWire(url, accessToken),
        clock: systemClock,
        timers: systemTimers,
        random: () => 0,
        hasNetwork: () => true,
        whyUnreachable: () => null,
        onHead: () => undefined,
        onPage: take,
        onUplinked: () => undefined,
        onRestored: () => undefined,
        onUnreadable: () => undefined,
        onSignedOut: () => undefined,
        onForked: () => undefined,
        onRestoredTooFar: () => undefined,
        report: () => undefined,
      })
      log.onFlushed(uplink.wake)
      onTestFinished(uplink.close)
      return uplink
    },
  }
}

async function signIn(url: string, agentId: string, installationId: string): Promise<SignInReply> {
  const answer = await fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${agentId}@example.org`, password, device: testDevice(installationId).device }),
  })
  return signInReplySchema.parse(await answer.json())
}

async function refusedRefresh(url: string, refreshToken: string, installationId: string) {
  const answer = await fetch(`${url}/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken, proof: testDevice(installationId).proveRefresh(refreshToken) }),
  })
  return [answer.status, ((await answer.json()) as { kind: string }).kind]
}

describe.each(placeKinds)('a server on %s that is lost and restored', (kind) => {
  let places: DataPlaces
  let place: Place
  beforeAll(async () => {
    places = await startDataPlaces()
    place = await places.migrated(kind)
    await places.within(place, async (database) => {
      await fillWorkplace(database)
      await giveCredentials(database, 'ana', 'lea')
    })
  }, 120_000)
  afterAll(() => places.stop())

  async function startServer(at: Place): Promise<{ server: ServerProcess; url: string }> {
    const where = 'databaseUrl' in at ? ['--database-url', at.databaseUrl] : ['--data', at.dataDirectory]
    const server = startServerProcess('--port', '0', ...where)
    onTestFinished(async () => {
      server.kill('SIGKILL')
      await server.exited
    })
    return { server, url: (await server.logged('listening'))['url'] as string }
  }

  it('gets back from the desks what it had acknowledged after the backup, once and in order, for all to see', async () => {
    const first = await startServer(place)
    const ana = await signIn(first.url, 'ana', 'desk of ana')
    const desk = await openDesk(ana.replicaId)
    const before = desk.connect(first.url, ana)
    const isDecided =
      (count: number) =>
      ({ state, waiting }: { state: string; waiting: number }) =>
        state === 'online' && waiting === 0 && desk.log.decided() === count
    for (const number of [1, 2, 3]) await desk.note('conversation-a', `note-${number}`)
    await until(before.state, isDecided(3))

    // Whoever was thrown out before the end of the old server must not come back with the new one.
    const tablet = await signIn(first.url, 'lea', 'tablet of lea')
    const { key } = await readOrMakeKeyFile(path.join(places.home, 'key'))
    const file = path.join(places.home, 'backup')
    // The server runs on, and what it acknowledges from now on is in no backup.
    await backUp({ from: place, to: file, key, version: '1.2.3', clock: systemClock, temporaryFolder: places.home })
    for (const number of [4, 5]) await desk.note('conversation-a', `note-${number}`)
    await desk.tag('conversation-a', 'after the backup')
    await desk.note('conversation-a', 'note-6')
    await until(before.state, isDecided(7))
    expect(desk.log.epoch()).not.toBeNull()
    const epoch = desk.log.epoch()

    first.server.kill('SIGKILL')
    await first.server.exited
    before.close()
    if ('dataDirectory' in place) await rm(place.dataDirectory, { recursive: true })
    const to = await places.empty(kind)
    const restored = await restore({ from: file, to, key, clock: systemClock, isReplacing: false })
    const second = await startServer(to)
    expect(second.server.output()).not.toContain('new-epoch')

    for (const [{ refreshToken, accessToken }, installation] of [
      [ana, 'desk of ana'],
      [tablet, 'tablet of lea'],
    ] as const) {
      expect(await refusedRefresh(second.url, refreshToken, installation)).toEqual([401, 'auth/signed-out'])
      const headers = { authorization: `Bearer ${accessToken}` }
      expect((await fetch(`${second.url}/auth/sessions`, { headers })).status).toBe(401)
    }

    // Another desk is there first, and sees it come.
    const lea = await signIn(second.url, 'lea', 'desk of lea')
    const other = await openDesk(lea.replicaId)
    const watching = other.connect(second.url, lea)
    await until(watching.state, ({ state }) => state === 'online')
    desk.seen.set([])
    const after = desk.connect(second.url, await signIn(second.url, 'ana', 'desk of ana'))
    await until(after.state, isDecided(7))
    expect(desk.log.epoch()).toBe(restored.epoch)
    expect(desk.log.epoch()).not.toBe(epoch)

    await until(other.seen, (ids) => ids.includes('note-6'))
    expect(other.seen.get().filter((id) => id.startsWith('note-'))).toEqual(['note-4', 'note-5', 'note-6'])
    second.server.kill('SIGTERM')
    await second.server.exited
    await places.within(to, async (database) => {
      expect(
        await database.query("SELECT id, number, text FROM timeline WHERE kind = 'note' ORDER BY number"),
      ).toMatchObject([1, 2, 3, 4, 5, 6].map((number) => ({ id: `note-${number}`, text: `text of note-${number}` })))
      const [{ tags } = { tags: [] }] = await database.query<{ tags: readonly string[] }>(
        `SELECT tags FROM conversation WHERE id = 'conversation-a'`,
      )
      expect(tags.filter((tag) => tag === 'after the backup')).toHaveLength(1)
      expect(
        await database.query(`SELECT actor_id AS actor, subject_id AS subject FROM audit WHERE verb = 'audit.restored'
           AND organisation_id = 'org-1'`),
      ).toEqual([{ actor: 'operator', subject: restored.epoch }])
      expect(
        await database.query('SELECT device_seq AS seq FROM device_command WHERE replica_id = $1 ORDER BY 1', [
          ana.replicaId,
        ]),
      ).toEqual([1, 2, 3, 4, 5, 6, 7].map((seq) => ({ seq })))
    })
  }, 600_000)
})
