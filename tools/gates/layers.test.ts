import { expect, it } from 'vitest'
import { layerViolation } from './layers.ts'

// Which imports are forbidden is planted in planted-violations.ts and seen through the linter; here is how a path finds its layer.

it('judges a relative path by where it leads, not by how it is written', () => {
  const from = 'src-renderer/features/inbox/thread.ts'
  expect(layerViolation({ from, specifier: './../../features/inbox/rows.ts' })).toBeUndefined()
  expect(layerViolation({ from, specifier: '../../ui/../features/search/rows.ts' })).toBe(
    'src-renderer/features/inbox must not import src-renderer/features/search (src-renderer/features/search/rows.ts)',
  )
  expect(layerViolation({ from, specifier: '#shared/../src-main/electron.ts' })).toContain('must not import src-main')
})

it('says why a package is not for a folder', () => {
  expect(layerViolation({ from: 'src-renderer/app/inbox.ts', specifier: 'rxdb/plugins/core' })).toBe(
    'src-renderer/app must not import rxdb/plugins/core: only the replica holds rows',
  )
})

it('leaves files outside of every process alone', () => {
  expect(
    layerViolation({ from: 'tools/start/main.ts', specifier: '../../server-sync/demo/sign-ins.ts' }),
  ).toBeUndefined()
  expect(layerViolation({ from: 'tests/e2e/story.spec.ts', specifier: 'electron' })).toBeUndefined()
})
