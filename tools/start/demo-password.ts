import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Problem } from './problem.ts'

// Letters and digits that nobody confuses when typing them over.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The one password of the demonstration's people: made once a data directory, readable by its owner only. */
export async function demoPassword(dataDir: string): Promise<string | Problem> {
  const file = path.join(dataDir, 'demo-sign-in.json')
  try {
    const saved = JSON.parse(await readFile(file, 'utf8')) as { password?: unknown } | null
    if (typeof saved?.password === 'string' && saved.password.length > 0) return saved.password
    return damaged(file)
  } catch (error) {
    if (error instanceof SyntaxError) return damaged(file)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const password = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')
  await writeFile(file, `${JSON.stringify({ password })}\n`, { mode: 0o600 })
  return password
}

function damaged(file: string): Problem {
  return {
    problem: 'data/damaged',
    message: `${file} cannot be read: restore it from a copy, or erase everything with --fresh.`,
  }
}
