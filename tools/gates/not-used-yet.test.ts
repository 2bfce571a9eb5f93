import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../project-root.ts'
import notUsedYet from './not-used-yet.json' with { type: 'json' }

it('names a feature for every package that waits, and each is a dependency', () => {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const listed = { ...manifest['dependencies'], ...manifest['devDependencies'] }
  for (const [name, feature] of Object.entries(notUsedYet)) {
    expect(listed).toHaveProperty([name])
    expect(feature).toMatch(/\w{4,}/)
  }
})
