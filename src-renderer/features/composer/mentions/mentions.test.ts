import { describe, expect, it } from 'vitest'
import { mentionAt, mentionedIn, withMention } from './mentions.ts'

const people = ['Mei', 'Mei Tanaka', 'Ben (night)', '陈伟'].map((name, index) => ({ id: `agent-${index}`, name }))
const namesIn = (text: string) => mentionedIn(text, people).map(({ name }) => name)

describe('what is being typed', () => {
  it('begins with an @ at the beginning of a word, and may have one space', () => {
    expect(mentionAt('@', 1)).toEqual({ from: 0, words: '' })
    expect(mentionAt('ask @mei t', 10)).toEqual({ from: 4, words: 'mei t' })
    expect(mentionAt('ask @mei tan ', 13)).toBeNull()
    expect(mentionAt('mail to a@b', 11)).toBeNull()
    expect(mentionAt('nobody', 6)).toBeNull()
  })

  it('is replaced by the name, with the caret behind it and what followed left alone', () => {
    expect(withMention('ask @me please', 7, 'Mei')).toEqual({ text: 'ask @Mei please', caret: 9 })
    expect(withMention('@', 1, '陈伟')).toEqual({ text: '@陈伟 ', caret: 4 })
  })
})

describe('whom a text names', () => {
  it('is everybody whose whole name follows an @, the longer name before the shorter one', () => {
    expect(namesIn('@Mei Tanaka, look')).toEqual(['Mei Tanaka'])
    expect(namesIn('@Mei Tanaka and @Mei')).toEqual(['Mei Tanaka', 'Mei'])
    expect(namesIn('@Ben (night) please')).toEqual(['Ben (night)'])
    expect(namesIn('@陈伟')).toEqual(['陈伟'])
  })

  it('is nobody without an @, in the middle of a word, or by half a name', () => {
    expect(namesIn('Mei knows')).toEqual([])
    expect(namesIn('a@Mei')).toEqual([])
    expect(namesIn('@Meina')).toEqual([])
  })
})
