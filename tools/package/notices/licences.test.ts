import { describe, expect, it } from 'vitest'
import { licenceProblem } from './licences.ts'
import { packageFolder } from './bundled-packages.ts'

describe('a licence', () => {
  it.each(['MIT', '(MIT OR GPL-3.0)', 'GPL-3.0-only OR Apache-2.0', 'MIT AND OFL-1.1'])(
    'may be shipped: %s',
    (licence) => {
      expect(licenceProblem('some-package', licence)).toBeUndefined()
    },
  )

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0',
    'LGPL-2.1',
    'MIT AND GPL-3.0',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
    '',
    undefined,
  ])('may not be shipped: %s', (licence) => {
    expect(licenceProblem('some-package', licence)).toContain('some-package')
  })
})

it('a file belongs to the package that it lies in', () => {
  const folder = packageFolder(`${process.cwd()}/node_modules/react-dom/cjs/react-dom.js?commonjs`)
  expect(folder).toMatch(/node_modules\/react-dom$/)
  expect(packageFolder('/somewhere/src/main.ts')).toBeUndefined()
})
