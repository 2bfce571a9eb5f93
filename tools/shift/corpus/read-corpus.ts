import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import type { Problem } from '../../start/problem.ts'
import { type Dialogue, dialogueSchema } from './dialogue.ts'

const unzip = promisify(gunzip)

/** Dialogues from JSON lines, plain or gzip. Those in which no customer speaks never become a conversation, and are left out. */
export async function readCorpus(file: string): Promise<readonly Dialogue[] | Problem> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await unzip(bytes)
  } catch (error) {
    return bad(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}): name another file.`)
  }
  return parseCorpus(file, bytes.toString('utf8'))
}

export function parseCorpus(file: string, text: string): readonly Dialogue[] | Problem {
  const dialogues: Dialogue[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = parseLine(line)
    if (typeof parsed === 'string') return bad(`${file}, line ${index + 1}: ${parsed}`)
    if (parsed.turns.some(([who]) => who === 'customer')) dialogues.push(parsed)
  }
  return dialogues.length > 0 ? dialogues : bad(`${file} has no dialogue in which a customer speaks.`)
}

function parseLine(line: string): Dialogue | string {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return `not JSON (${(error as Error).message}).`
  }
  const { success, data, error } = dialogueSchema.safeParse(json)
  if (success) return data
  return `not a dialogue like {"id":"…","turns":[["customer","…"],["agent","…"]]} (${z.prettifyError(error).replace(/\s+/g, ' ')}).`
}

const bad = (message: string): Problem => ({ problem: 'shift/bad-corpus', message })
