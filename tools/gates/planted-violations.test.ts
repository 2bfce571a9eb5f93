import { describe, expect, it } from 'vitest'
import { allowedFiles, lintViolations, type PlantedViolation, scenery, typeViolations } from './planted-violations.ts'
import { plantTree } from './planted-tree.ts'

// These run whole tools over a small tree.
const timeout = 60_000

describe('every gate reports its planted violation', () => {
  it('lint: rules, layers, cycles, promises', { timeout }, async () => {
    await using tree = await plantTree({ ...scenery, ...filesOf(lintViolations), ...allowedFiles })
    const { output } = await tree.run('node_modules/.bin/oxlint', ['--format=json'])
    const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] }
    const found = diagnostics.map(({ code, filename }) => `${filename}: ${code}`)
    expect(missing(lintViolations, found)).toEqual([])
    expect(found.filter((line) => Object.keys(allowedFiles).some((path) => line.startsWith(`${path}:`)))).toEqual([])
  })

  it('types: each process has only its own libraries', { timeout }, async () => {
    await using tree = await plantTree({ ...scenery, ...filesOf(typeViolations), ...innocents() })
    const { code, output } = await tree.run('node_modules/.bin/tsc', ['-b', '--pretty', 'false'])
    const found = [...output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+)/gm)].map(
      ([, file, rule]) => `${file}: ${rule}`,
    )
    expect(code).not.toBe(0)
    // Nothing more either: the others use only what their process really has.
    expect(found.toSorted()).toEqual(typeViolations.map(({ rule, path }) => `${path}: ${rule}`).toSorted())
  })

  it('unused code: a file, an export, a package that is not listed, a package that is not used', {
    timeout,
  }, async () => {
    await using tree = await plantTree({
      ...innocents(),
      'server-sync/main.ts': `import { used } from './used.ts'\nimport 'fast-check'\nimport 'left-pad'\nused()\n`,
      'server-sync/used.ts': `export const used = () => 1\nexport const unusedExport = 1\n`,
    })
    const { output } = await tree.run('node_modules/.bin/knip', ['--no-progress', '--reporter=json'])
    const { issues } = JSON.parse(output) as { issues: KnipIssue[] }
    const names = (kind: keyof KnipIssue) =>
      issues.flatMap((issue) => (issue[kind] as { name: string }[]).map(({ name }) => name))
    expect(names('files')).toContain('shared/kit/fine.ts')
    expect(names('exports')).toEqual(['unusedExport'])
    expect(names('unlisted')).toContain('left-pad')
    expect(names('dependencies')).toContain('fastify')
    expect(names('dependencies')).not.toContain('simple-peer')
  })

  it('unused code: a package that is used now but still said to wait', { timeout }, async () => {
    await using tree = await plantTree({ 'server-sync/main.ts': `import 'simple-peer'\n` })
    const { code, output } = await tree.run('tools/check/unused-code.ts', [])
    expect(code).not.toBe(0)
    expect(output).toMatch(/simple-peer\s+knip.config.ts\s+Remove from ignoreDependencies/)
  })

  it('format: a file that Biome would write otherwise', { timeout }, async () => {
    await using tree = await plantTree({ 'shared/kit/spaces.ts': `export const one   =  "1";\n` })
    const { code, output } = await tree.run('node_modules/.bin/biome', [
      'format',
      '--vcs-enabled=false',
      'shared/kit/spaces.ts',
    ])
    expect(code).not.toBe(0)
    expect(output).toContain('shared/kit/spaces.ts')
  })
})

interface KnipIssue {
  file: string
  files: { name: string }[]
  exports: { name: string }[]
  unlisted: { name: string }[]
  dependencies: { name: string }[]
}

/** Every project needs a file, and each of these uses what its process really has. */
function innocents(): Record<string, string> {
  return {
    'shared/kit/fine.ts': `export const one = new Map([[1, 'a']])\n`,
    'server-sync/fine.ts': `export const id = () => process.pid\n`,
    'server-sync/widget/fine.ts': `export const title = () => document.title\n`,
    'src-main/fine.ts': `import { app } from 'electron'\nexport const name = () => [app.getName(), process.pid]\n`,
    'src-preload/fine.ts': `import { ipcRenderer } from 'electron'\nexport const send = () => ipcRenderer.send(document.title)\n`,
    'src-renderer/app/fine.tsx': `export const Fine = () => <p>{document.title}</p>\n`,
    'src-renderer/replica/fine.ts': `declare const self: SharedWorkerGlobalScope\nexport const name = () => self.name\n`,
    'tools/fine.ts': `export const id = () => process.pid\n`,
  }
}

function filesOf(violations: PlantedViolation[]): Record<string, string> {
  return Object.fromEntries(violations.map(({ path, text }) => [path, text]))
}

function missing(violations: PlantedViolation[], found: string[]): string[] {
  return violations.map(({ rule, path }) => `${path}: ${rule}`).filter((line) => !found.includes(line))
}
