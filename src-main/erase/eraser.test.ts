import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'

const outside = ['..', '../beside', '.', '', 'a/b', 'a\\b', 'a\0b']

it.each(outside)('an erasure that was written to reach out of the desk (%j) erases nothing', async (replicaId) => {
  const folder = await tempFolder()
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  await startTestWorkstation({ dataDir }).then(({ stop }) => stop())
  await writeFile(path.join(folder, 'beside'), 'somebody else’s')
  const erasures = [{ id: 'e', replicaIds: [replicaId], isWholeComputer: false, isDestroyed: false, receipt: null }]
  await writeFile(path.join(dataDir, 'erasures.json'), JSON.stringify({ erasures }))

  const at = await startTestWorkstation({ dataDir })

  expect(await readFile(path.join(folder, 'beside'), 'utf8')).toBe('somebody else’s')
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['device.sealed', 'erasures.json.damaged']))
  expect(at.logged).toContainEqual({ event: 'file-damaged', file: 'erasures.json' })
  expect(at.erased).toEqual([])
})

it.each(outside)('a server that gives a desk such a name (%j) is not believed', (replicaId) => {
  const field = signInReplySchema.shape.replicaId
  expect(field.safeParse(replicaId).success).toBe(false)
  expect(field.safeParse('00000000-0000-4000-8000-000000000001').success).toBe(true)
})
