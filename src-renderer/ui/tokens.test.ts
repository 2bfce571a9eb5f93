import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')
const base = css.slice(0, css.indexOf('@media'))
const highContrast = css.slice(css.indexOf('@media (prefers-contrast'), css.indexOf('@media (forced-colors'))

type Theme = 'light' | 'dark'

function token(name: string, theme: Theme, overrides = ''): string {
  const pattern = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`)
  const found = pattern.exec(overrides) ?? pattern.exec(base)
  const value = found?.[theme === 'light' ? 1 : 2]
  if (!value) throw new Error(`no token --${name}`)
  return value
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['bg', 'surface', 'raised', 'hover', 'selected', 'sunken']
const words: [text: string, grounds: string[]][] = [
  ['text', [...grounds, 'accent-soft', 'danger-soft', 'warn-soft']],
  ['text-muted', grounds],
  ['accent', ['bg', 'surface', 'raised', 'selected', 'accent-soft', 'sunken']],
  ['on-accent', ['accent', 'accent-strong']],
  ['ok', ['bg', 'surface', 'raised']],
  ['warn', ['surface', 'raised', 'hover', 'selected', 'warn-soft']],
  ['danger', ['surface', 'raised', 'note', 'danger-soft']],
  ['info', ['surface', 'raised']],
  ['note-text', ['note']],
  ...[1, 2, 3, 4, 5, 6].map((tone): [string, string[]] => [`tone-${tone}-text`, [`tone-${tone}`]]),
]
const parts: [part: string, grounds: string[]][] = [
  ['line-control', ['surface', 'raised']],
  ['focus', ['bg', 'surface', 'raised', 'selected', 'note']],
  ['note-line', ['note', 'surface']],
  ['accent', ['bg', 'surface', 'raised']],
]
const pairs = (list: typeof words) => list.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(pairs(words))('%s on %s can be read: at least 4.5 to 1', (front, back) => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(parts))('%s on %s can be made out: at least 3 to 1', (front, back) => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(3)
  })

  it.each(['text', 'text-muted', 'accent', 'ok', 'warn', 'danger', 'info'])(
    '%s on a pane reaches 7 to 1 where the system asks for more contrast',
    (front) => {
      expect(contrast(token(front, theme, highContrast), token('surface', theme))).toBeGreaterThanOrEqual(7)
    },
  )
})

it('knows black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

it('gives every coloured token a system colour where the system forces its own', () => {
  const forced = css.slice(css.indexOf('@media (forced-colors'))
  const coloured = [...base.matchAll(/--([a-z-]+): light-dark/g)].map(([, name]) => name)
  expect(coloured.filter((name) => !forced.includes(`--${name}:`))).toEqual([])
})
