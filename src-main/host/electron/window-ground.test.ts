import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { windowGround } from './window-ground.ts'

it('is the ground of every page, so that no window flashes before its page has drawn', async () => {
  const tokens = await readFile(path.join(import.meta.dirname, '../../../src-renderer/ui/tokens.css'), 'utf8')
  expect(tokens).toContain(`--bg: light-dark(${windowGround.light}, ${windowGround.dark});`)
})
