import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Json } from '#shared/kit/json.ts'
import { checkpointSchema } from '#shared/sync/feed.ts'
import { takeDataLock } from '../../../../server-sync/db/pglite/data-lock.ts'
import { createEpochWitness } from '../../../../server-sync/epoch/epoch-witness.ts'
import { createJsonFile } from '../../../../src-main/files/json-file.ts'
import { takeOwnerLock } from '../../../../src-main/files/owner-lock.ts'
import { toBuffer } from '../../input/bytes.ts'
import { type Example, examplesOf } from '../../input/examples.ts'
import { findSchemas } from '../../input/find-schemas.ts'
import { mutateBytes, mutateJson } from '../../input/mutate.ts'
import { words } from '../../input/words.ts'
import type { Target } from '../../target.ts'
import { openVaultReaders } from './vault-files.ts'
import type { Reader } from './reader.ts'

/** Every file that is read at a start: the workstation's documents (found by their schemas), vaults, locks, the epoch's witness. */
export const filesTarget: Target = {
  name: 'files',
  share: 10,
  async open() {
    const folder = await mkdtemp(path.join(tmpdir(), 'farline-fuzz-'))
    const vaults = await openVaultReaders(folder)
    const readers = { ...(await documentReaders()), ...otherReaders, ...vaults }
    const names = Object.keys(readers)
    return {
      make(random) {
        const name = random.pick(names)
        const value = readers[name]?.example(random) ?? null
        const text = JSON.stringify(random.chance(0.2) ? value : mutateJson(value, random))
        return { name, bytes: random.chance(0.5) ? text : (mutateBytes(text, random) as Json) }
      },
      async run(input) {
        const { name = '', bytes } = input as { name?: string; bytes?: Json }
        const file = path.join(folder, name === 'epoch-witness' ? 'epoch-witness.json' : 'document')
        await writeFile(file, toBuffer(bytes))
        const outcome = (await readers[name]?.read(file)) ?? 'unknown'
        for (const left of [file, `${file}.damaged`, `${file}.unreadable`]) await rm(left, { force: true })
        return { outcome, answers: [], ...(outcome.startsWith('[') ? { broken: outcome } : {}) }
      },
      close: () => rm(folder, { recursive: true, force: true }),
    }
  },
}

/** Schemas of documents stand beside those who read them. */
async function documentReaders(): Promise<Record<string, Reader>> {
  const found = await findSchemas([
    'src-main/{desk,erase,files,preferences,server,session,vault}/**/*.ts',
    'src-main/sync/**/*.ts',
    'src-main/host/browser/*.ts',
  ])
  return Object.fromEntries(
    found.map(({ name, schema }): [string, Reader] => [
      name,
      {
        example: examplesOf(schema, words),
        async read(file) {
          let isDamaged = false
          const document = createJsonFile(file, schema, () => void (isDamaged = true))
          const before = await readFile(file)
          const value = await document.read()
          if (!isDamaged) return value === null ? 'nothing' : 'taken'
          const kept = await readFile(`${file}.damaged`)
          return kept.equals(before) && (await document.read()) === null
            ? 'set aside'
            : '[nothing-thrown-away] what was damaged is gone'
        },
      },
    ]),
  )
}

const lockExample: Example = (random) => ({
  pid: random.pick([1, process.pid, 2 ** 31, -1, 0]),
  startedAt: random.pick(['1', null]),
  nonce: 'x',
  token: 'x',
})

const otherReaders: Readonly<Record<string, Reader>> = {
  'epoch-witness': {
    example: examplesOf(checkpointSchema, words),
    async read(file) {
      const witness = createEpochWitness(path.dirname(file), () => undefined)
      const read = await witness.read()
      await witness.stop()
      return read ? 'taken' : 'refused'
    },
  },
  'owner-lock': {
    example: lockExample,
    async read(file) {
      const taken = await takeOwnerLock(file)
      if (taken.ok) await taken.lock.release()
      return taken.ok ? 'taken over' : 'in use'
    },
  },
  'data-lock': {
    example: lockExample,
    async read(file) {
      const taken = takeDataLock(file)
      taken?.release()
      return taken ? 'taken over' : 'in use'
    },
  },
}
