import { describe, expect, it } from 'vitest'
import { catalogue, commandIds, commandInfo } from './catalogue.ts'
import { keyNames } from './key-names.ts'
import { keyBindings } from './listen-for-keys.ts'

describe('the keys', () => {
  it('never mean two things', () => {
    const all = commandIds.flatMap((id) => commandInfo(id).keys)
    expect(all.filter((keys, index) => all.indexOf(keys) !== index)).toEqual([])
  })

  it('try sequences before single keys, so that the end of one is not taken for the other', () => {
    const lengths = Object.keys(keyBindings()).map((keys) => keys.split(' ').length)
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
  })

  it('begin no sequence with a key that acts by itself', () => {
    const all = commandIds.flatMap((id) => commandInfo(id).keys)
    const starts = all.filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0])
    expect(starts.filter((start) => start !== undefined && all.includes(start))).toEqual([])
  })

  it('type nothing when they also work in text fields', () => {
    const inText = commandIds.filter((id) => commandInfo(id).inTextFields).flatMap((id) => commandInfo(id).keys)
    expect(inText.filter((keys) => !/^(\$mod\+|F\d|Shift\+F\d)/.test(keys))).toEqual([])
  })

  it('take letters by their place, and never Alt or AltGr', () => {
    const all = Object.values(catalogue).flatMap(({ keys }) => [...keys])
    expect(all.filter((keys) => /\bAlt/.test(keys) || /(^|[ +])[a-z]$/i.test(keys))).toEqual([])
  })

  it.each([
    ['KeyG KeyI', 'G I'],
    ['$mod+Enter', 'Ctrl+Enter'],
    ['Shift+KeyE', 'Shift+E'],
    ['[Shift]+([?؟？])', '?'],
    ['[', '['],
  ])('%s is called %s', (pattern, name) => {
    expect(keyNames(pattern, false)).toBe(name)
  })
})
