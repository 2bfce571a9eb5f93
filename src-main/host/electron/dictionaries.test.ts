import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { dictionariesFor, layDictionary } from './dictionaries.ts'

const codes = (tags: string[]) => dictionariesFor(tags).map(({ code }) => code)

it('takes what the agent reads and writes, each once, the most wanted first', () => {
  expect(codes(['ar', 'pt-PT', 'en-GB', 'pt-BR'])).toEqual(['pt-BR', 'en-US'])
})

it('takes English where there is no dictionary of any of them', () => {
  expect(codes(['zh-Hans', 'ar'])).toEqual(['en-US'])
})

it('lays a dictionary where Chromium looks, also in place of a damaged one, and says when the build has none', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-dictionaries-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [built, userData] = [path.join(folder, 'built'), path.join(folder, 'chromium')]
  await mkdir(built)
  const [english] = dictionariesFor(['en'])
  if (!english) throw new Error('there is no English dictionary')
  expect(await layDictionary(english, built, userData)).toBe(false)
  await writeFile(path.join(built, 'en.bdic'), 'BDic words')
  const laid = path.join(userData, 'Dictionaries', english.fileName)
  expect(await layDictionary(english, built, userData)).toBe(true)
  await writeFile(laid, 'nonsense')
  expect(await layDictionary(english, built, userData)).toBe(true)
  expect(await readFile(laid, 'utf8')).toBe('BDic words')
})
