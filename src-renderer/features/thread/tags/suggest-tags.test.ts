import { describe, expect, it } from 'vitest'
import { spelledAsKnown, suggestTags } from './suggest-tags.ts'

const conversations = [{ tags: ['refund', 'VIP'] }, { tags: ['refund'] }, { tags: ['damaged'] }, { tags: [] }]

describe('suggested tags', () => {
  it('are those of other conversations, most used first', () => {
    expect(suggestTags('', [], conversations)).toEqual(['refund', 'VIP', 'damaged'])
  })

  it('leave out what the conversation has', () => {
    expect(suggestTags('', ['refund'], conversations)).toEqual(['VIP', 'damaged'])
  })

  it('match what is typed, whatever its case', () => {
    expect(suggestTags('vi', [], conversations)).toEqual(['VIP'])
    expect(suggestTags('nothing like it', [], conversations)).toEqual([])
  })

  it('are few', () => {
    expect(suggestTags('', [], [{ tags: Array.from({ length: 40 }, (_, index) => `tag ${index}`) }])).toHaveLength(8)
  })
})

describe('a typed tag', () => {
  it('takes the spelling that is in use', () => {
    expect(spelledAsKnown(' vip ', ['refund', 'VIP'])).toBe('VIP')
    expect(spelledAsKnown('ｖｉｐ', ['VIP'])).toBe('VIP')
  })

  it('is new when nothing like it is in use', () => {
    expect(spelledAsKnown(' مرتجع ', ['VIP'])).toBe('مرتجع')
    expect(spelledAsKnown('  ', ['VIP'])).toBe('')
  })
})
