/**
 * One violation of every rule that guards the tree. A gate that cannot fail guards nothing: the test beside this file puts them into a
 * copy of the project's configuration and wants each reported by name.
 */
export interface PlantedViolation {
  /** As the tool names it. */
  rule: string
  path: string
  text: string
}

const forbiddenImports: [from: string, specifier: string][] = [
  ['shared/kit/upward.ts', '#shared/schema/target.ts'],
  ['shared/schema/upward.ts', '#shared/domain/target.ts'],
  ['shared/domain/upward.ts', '#shared/rpc/target.ts'],
  ['shared/sync/upward.ts', '../rpc/target.ts'],
  ['shared/rpc/to-process.ts', '../../src-main/target.ts'],
  ['shared/domain/node.ts', 'node:fs'],
  ['shared/domain/node.test.ts', 'node:fs'],
  ['server-sync/to-main.ts', '../src-main/target.ts'],
  ['server-sync/to-widget.ts', './widget/target.ts'],
  ['server-sync/to-tools.ts', '../tools/target.ts'],
  ['server-sync/widget/to-server.ts', '../target.ts'],
  ['server-sync/to-page.ts', './admin/page/target.ts'],
  ['server-sync/admin/page/to-server.ts', '../target.ts'],
  ['server-sync/admin/page/to-feature.ts', '../../../src-renderer/features/inbox/target.ts'],
  ['server-sync/admin/page/to-node.ts', 'node:fs'],
  ['server-sync/admin/to-react.ts', 'react'],
  ['src-main/to-window.ts', '../src-renderer/app/target.ts'],
  ['src-main/to-server.ts', '../server-sync/target.ts'],
  ['src-main/to-test.ts', './testing/target.ts'],
  ['src-preload/to-main.ts', '../src-main/target.ts'],
  ['src-renderer/ui/to-feature.ts', '../features/inbox/target.ts'],
  ['src-renderer/ui/to-app.ts', '../app/target.ts'],
  ['src-renderer/ui/to-domain.ts', '#shared/domain/target.ts'],
  ['src-renderer/features/inbox/to-feature.ts', '../search/target.ts'],
  ['src-renderer/features/inbox/to-app.ts', '../../app/target.ts'],
  ['src-renderer/app/to-replica.ts', '../replica/target.ts'],
  ['src-renderer/app/to-rxdb.ts', 'rxdb'],
  ['src-renderer/app/to-dexie.ts', 'dexie'],
  ['src-renderer/app/to-electron.ts', 'electron'],
  ['src-renderer/replica/to-window.ts', '../app/target.ts'],
  ['src-renderer/replica/to-react.ts', 'react'],
  ['src-main/to-postgres.ts', 'pg'],
]

const allowedImports: [from: string, specifier: string][] = [
  ['shared/domain/downward.ts', '#shared/kit/target.ts'],
  ['server-sync/downward.ts', '#shared/sync/target.ts'],
  ['server-sync/node.ts', 'node:fs'],
  ['server-sync/tools.test.ts', '../tools/target.ts'],
  ['server-sync/admin/page/to-ui.ts', '../../../src-renderer/ui/target.ts'],
  ['server-sync/admin/page/to-react.ts', 'react'],
  ['src-renderer/features/inbox/downward.ts', '../../ui/target.ts'],
  ['src-renderer/features/inbox/own.ts', './target.ts'],
  ['src-renderer/app/downward.ts', '../features/inbox/target.ts'],
  ['src-renderer/app/worker-address.ts', '../replica/target.ts?worker&url'],
  ['src-renderer/replica/to-rxdb.ts', 'rxdb'],
]

/** Near misses: what the rules must let pass. */
export const allowedFiles: Record<string, string> = {
  ...Object.fromEntries(allowedImports.map(([path, specifier]) => [path, importing(specifier)])),
  'tests/e2e/conditional.spec.ts': `import { test } from '@playwright/test'\ntest('rings', ({ isMobile }) => {\n  test.skip(isMobile, 'no sound here')\n})\n`,
  'src-main/host/open-external.ts': `import { shell } from 'electron'\nexport const open = (address: string) => shell.openExternal(address)\n`,
  'src-main/host/window-factory.ts': `import { BrowserWindow } from 'electron'\nexport const open = () => new BrowserWindow()\n`,
}

export const lintViolations: PlantedViolation[] = [
  ...forbiddenImports.map(([path, specifier]) => ({ rule: 'farline(layers)', path, text: importing(specifier) })),
  {
    rule: 'farline(window-factory)',
    path: 'src-main/second-factory.ts',
    text: `import { BrowserWindow } from 'electron'\nexport const open = () => new BrowserWindow()\n`,
  },
  ...[
    `import { shell } from 'electron'\nexport const open = (address: string) => shell.openExternal(address)\n`,
    `import { shell } from 'electron'\nconst { openExternal } = shell\nexport const open = openExternal\n`,
    `import { session } from 'electron'\nsession.defaultSession.setCertificateVerifyProc((_request, answer) => answer(0))\n`,
    `import { app } from 'electron'\napp.on('certificate-error', (event) => event.preventDefault())\n`,
    `export const preferences = { webSecurity: false }\n`,
    `export const preferences = { allowRunningInsecureContent: true }\n`,
    `export const preferences = { enableBlinkFeatures: 'Everything' }\n`,
  ].map((text, index) => ({ rule: 'farline(electron-dangers)', path: `src-main/danger-${index}.ts`, text })),
  {
    rule: 'farline(no-skipped-tests)',
    path: 'shared/kit/focused.test.ts',
    text: inTest(`it.only('counts', () => expect(1).toBe(1))`),
  },
  {
    rule: 'farline(no-skipped-tests)',
    path: 'tests/e2e/skipped.spec.ts',
    text: `import { test } from '@playwright/test'\ntest.skip('rings', async () => {})\n`,
  },
  {
    rule: 'farline(no-skipped-tests)',
    path: 'shared/kit/skipped.test.ts',
    text: inTest(`it.skip('counts', () => expect(1).toBe(1))`),
  },
  {
    rule: 'farline(no-skipped-tests)',
    path: 'tests/e2e/focused.spec.ts',
    text: `import { test } from '@playwright/test'\ntest.describe.only('a', () => {})\n`,
  },
  {
    rule: 'import(no-cycle)',
    path: 'shared/kit/cycle-a.ts',
    text: `import { b } from './cycle-b.ts'\nexport const a = () => b()\n`,
  },
  {
    rule: 'import(no-cycle)',
    path: 'shared/kit/cycle-b.ts',
    text: `import { a } from './cycle-a.ts'\nexport const b = (): unknown => a()\n`,
  },
  { rule: 'import(no-default-export)', path: 'shared/kit/default-export.ts', text: `export default 1\n` },
  {
    rule: 'typescript(no-floating-promises)',
    path: 'server-sync/floating.ts',
    text: `const save = async () => {}\nexport const run = () => {\n  save()\n}\n`,
  },
  {
    // In a test file: another project's types, and an easy place for an assertion that nobody waits for.
    rule: 'typescript(no-floating-promises)',
    path: 'server-sync/floating.test.ts',
    text: `import { save } from './saving.ts'\n${inTest(`it('saves', () => {\n  save()\n  expect(1).toBe(1)\n})`)}`,
  },
  {
    rule: 'typescript(no-floating-promises)',
    path: 'tests/e2e/floating.spec.ts',
    text: `import { expect, test } from '@playwright/test'\ntest('opens', ({ page }) => {\n  expect(page).toHaveTitle('Farline')\n})\n`,
  },
  {
    rule: 'typescript(no-misused-promises)',
    path: 'server-sync/misused.ts',
    text: `export const run = (isSaved: () => Promise<boolean>) => {\n  if (isSaved()) return 1\n  return 2\n}\n`,
  },
  {
    rule: 'typescript(await-thenable)',
    path: 'server-sync/awaited.ts',
    text: `export const run = async (n: number) => {\n  await n\n}\n`,
  },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    path: 'server-sync/switch.ts',
    text: `export function run(kind: 'a' | 'b') {\n  switch (kind) {\n    case 'a':\n      return 1\n  }\n}\n`,
  },
  { rule: 'typescript(no-explicit-any)', path: 'server-sync/any.ts', text: `export const value: any = 1\n` },
  {
    rule: 'typescript(ban-ts-comment)',
    path: 'server-sync/ignored.ts',
    text: `// @ts-ignore\nexport const value: string = 1\n`,
  },
  {
    rule: 'eslint(no-empty)',
    path: 'server-sync/empty-catch.ts',
    text: `export const run = (act: () => void) => {\n  try {\n    act()\n  } catch {}\n}\n`,
  },
  { rule: 'eslint(no-console)', path: 'server-sync/console.ts', text: `console.log('hello')\n` },
  { rule: 'eslint(no-unused-vars)', path: 'server-sync/unused.ts', text: `const unused = 1\n` },
  { rule: 'eslint(eqeqeq)', path: 'server-sync/equal.ts', text: `export const run = (a: string) => a == 'b'\n` },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'shared/domain/clock.ts',
    text: `export const run = () => Date.now()\n`,
  },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'server-sync/random.ts',
    text: `export const run = () => Math.random()\n`,
  },
  {
    rule: 'react-hooks(rules-of-hooks)',
    path: 'src-renderer/features/inbox/hook.tsx',
    text: `import { useState } from 'react'\nexport function Thread({ isOpen }: { isOpen: boolean }) {\n  if (isOpen) useState(1)\n  return null\n}\n`,
  },
]

export const typeViolations: PlantedViolation[] = [
  { rule: 'TS2584', path: 'shared/kit/document.ts', text: `export const title = () => document.title\n` },
  { rule: 'TS2591', path: 'shared/kit/process.ts', text: `export const id = () => process.pid\n` },
  { rule: 'TS2584', path: 'server-sync/document.ts', text: `export const title = () => document.title\n` },
  { rule: 'TS2591', path: 'server-sync/widget/process.ts', text: `export const id = () => process.pid\n` },
  {
    rule: 'TS2591',
    path: 'server-sync/admin/page/process.ts',
    text: `export const id = () => process.pid\n`,
  },
  { rule: 'TS2584', path: 'src-main/document.ts', text: `export const title = () => document.title\n` },
  { rule: 'TS2591', path: 'src-renderer/app/process.ts', text: `export const id = () => process.pid\n` },
  { rule: 'TS2584', path: 'src-renderer/replica/document.ts', text: `export const title = () => document.title\n` },
  { rule: 'TS2304', path: 'src-renderer/app/worker-scope.ts', text: `export type Scope = SharedWorkerGlobalScope\n` },
  { rule: 'TS1294', path: 'shared/kit/enum.ts', text: `export enum Kind {\n  a,\n}\n` },
  {
    rule: 'TS18048',
    path: 'shared/kit/index.ts',
    text: `export const first = (all: { n: number }[]) => {\n  const one = all[0]\n  return one.n\n}\n`,
  },
  { rule: 'TS2375', path: 'shared/kit/optional.ts', text: `export const one: { n?: number } = { n: undefined }\n` },
  {
    rule: 'TS1484',
    path: 'shared/kit/type-import.ts',
    text: `import { Kind } from './kind-type.ts'\nexport const one: Kind = 1\n`,
  },
  { rule: 'TS2322', path: 'shared/kit/wrong.test.ts', text: `export const one: string = 1\n` },
]

/** What the planted files lean on. */
export const scenery: Record<string, string> = {
  'shared/kit/kind-type.ts': `export type Kind = number\n`,
  'server-sync/saving.ts': `export const save = async () => {}\n`,
  ...Object.fromEntries(
    [...forbiddenImports, ...allowedImports].flatMap(([from, specifier]) => importedFile(from, specifier)),
  ),
}

function importing(specifier: string): string {
  return `export * as target from '${specifier}'\n`
}

function inTest(body: string): string {
  return `import { expect, it } from 'vitest'\n${body}\n`
}

function importedFile(from: string, specifier: string): [string, string][] {
  if (!specifier.includes('target.ts')) return []
  const file = specifier.startsWith('#') ? specifier.slice(1) : new URL(specifier, `file:///${from}`).pathname.slice(1)
  return [[file, `export const target = 1\n`]]
}
