import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { ownDialogues } from './own-dialogues.ts'
import { parseCorpus, readCorpus } from './read-corpus.ts'

const good = '{"id":"1","services":["Shoes_1"],"turns":[["customer","Hello"],["agent","Good morning"]]}'
const parsed = {
  id: '1',
  turns: [
    ['customer', 'Hello'],
    ['agent', 'Good morning'],
  ],
}

it('reads JSON lines, plain or gzip, and passes over what it does not need', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'farline-corpus-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(path.join(folder, 'plain'), `${good}\n\n${good}\n`)
  await writeFile(path.join(folder, 'packed'), gzipSync(good))
  expect(await readCorpus(path.join(folder, 'plain'))).toEqual([parsed, parsed])
  expect(await readCorpus(path.join(folder, 'packed'))).toEqual([parsed])
  expect(await readCorpus(path.join(folder, 'absent'))).toMatchObject({ problem: 'shift/bad-corpus' })
})

it.each([
  ['{"id":"2"', 'not JSON'],
  ['[]', 'not a dialogue'],
  ['{"id":"2","turns":[]}', 'turns'],
  ['{"id":"2","turns":[["manager","Hello"]]}', 'turns[0][0]'],
  ['{"id":"2","turns":[["agent"]]}', 'turns[0]'],
  ['{"id":2,"turns":[["agent","Hello"]]}', 'id'],
])('names the number of a malformed line: %s', (line, why) => {
  const answer = parseCorpus('talk.jsonl', `${good}\n\n${line}\n${good}`)
  expect(answer).toMatchObject({ problem: 'shift/bad-corpus', message: expect.stringContaining('talk.jsonl, line 3:') })
  expect(answer).toMatchObject({ message: expect.stringContaining(why) })
})

it('leaves out a dialogue without a customer, and says when nothing remains', () => {
  const monologue = '{"id":"3","turns":[["agent","Is anybody there?"]]}'
  expect(parseCorpus('talk.jsonl', `${monologue}\n${good}`)).toEqual([parsed])
  expect(parseCorpus('talk.jsonl', monologue)).toMatchObject({ problem: 'shift/bad-corpus' })
})

it('has a few dozen well-formed dialogues of its own, each with another id', () => {
  const lines = ownDialogues.map((dialogue) => JSON.stringify(dialogue)).join('\n')
  expect(parseCorpus('own', lines)).toEqual(ownDialogues)
  expect(ownDialogues.length).toBeGreaterThanOrEqual(24)
  expect(new Set(ownDialogues.map(({ id }) => id)).size).toBe(ownDialogues.length)
})
