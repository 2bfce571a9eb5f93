import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeTexts, withoutSent } from './merge-texts.ts'

describe('two windows that write in one draft', () => {
  it('are no matter when the other one has changed nothing', () => {
    expect(mergeTexts(['Dear'], 'Dear Ana', 'Dear')).toBe('Dear Ana')
    expect(mergeTexts(['Dear'], 'Dear', 'Dear Ben')).toBe('Dear Ben')
    expect(mergeTexts(['Dear'], '', 'Dear')).toBe('')
  })

  it('keep both texts, the later one first', () => {
    expect(mergeTexts([''], 'from the second', 'from the first')).toBe('from the second\n\nfrom the first')
    expect(mergeTexts(['Dear'], 'Dear Ana', 'Dear Ben')).toBe('Dear Ana\n\nDear Ben')
  })

  it('go on each in their own lines', () => {
    expect(mergeTexts(['one'], 'one, more', 'two\n\none')).toBe('two\n\none, more')
    expect(mergeTexts(['two'], '', 'two\n\none')).toBe('one')
  })

  it('do not find a text within the words of another', () => {
    expect(mergeTexts(['D'], 'Dear', 'Did you')).toBe('Dear\n\nDid you')
  })

  it('never lose a word, however often they write at once', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), word), { minLength: 1, maxLength: 20 }), (writing) => {
        const windows = { true: { text: '', base: '' }, false: { text: '', base: '' } }
        let kept = ''
        writing.forEach(([isFirst, word_], index) => {
          const window = windows[`${isFirst}`]
          window.text += ` ${word_}${index}`
          kept = mergeTexts([window.base], window.text, kept)
          // It hears of the answer only when it does not write: here never.
          window.base = window.text
        })
        writing.forEach(([, word_], index) => expect(kept).toContain(`${word_}${index}`))
        expect(kept.split('\n\n').length).toBeLessThanOrEqual(2)
      }),
    )
  })
})

describe('what is left of a draft', () => {
  it('is nothing when all of it was sent', () => {
    expect(withoutSent('Hello', 'Hello')).toBe('')
  })

  it('is what another window wrote', () => {
    expect(withoutSent('Hello\n\nand a second thing', 'Hello')).toBe('and a second thing')
    expect(withoutSent('before\n\nHello\n\nafter', 'Hello')).toBe('before\n\nafter')
    expect(withoutSent('Hello there', 'Hello')).toBe('Hello there')
  })
})
