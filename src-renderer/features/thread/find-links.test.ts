import { describe, expect, it } from 'vitest'
import { findLinks } from './find-links.ts'

const hrefs = (text: string) => findLinks(text).flatMap(({ href }) => href ?? [])

describe('links in what people write', () => {
  it.each([
    ['See https://example.com/a?b=1#c.', ['https://example.com/a?b=1#c']],
    ['(https://example.com/x)', ['https://example.com/x']],
    ['https://example.com/wiki/Foo_(bar)', ['https://example.com/wiki/Foo_(bar)']],
    ['请看https://example.com/退货。谢谢', ['https://example.com/%E9%80%80%E8%B4%A7']],
    ['http://one.example https://two.example', ['http://one.example/', 'https://two.example/']],
  ])('are found in %s', (text, expected) => {
    expect(hrefs(text)).toEqual(expected)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://',
    'no link here',
  ])('are not made of %s', (text) => {
    expect(hrefs(text)).toEqual([])
  })

  it('leave the text as it was when joined again', () => {
    for (const text of ['', 'a https://example.com, b', 'https://example.com', '<b>https://example.com</b>']) {
      expect(
        findLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }
  })
})
