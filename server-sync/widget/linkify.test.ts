import { describe, expect, it } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) => linkify(text).flatMap(({ text: shown, href }) => (href === undefined ? [] : [shown]))

describe('linkify', () => {
  it.each([
    ['See https://shop.example/a?b=1#c', 'https://shop.example/a?b=1#c'],
    ['(see https://shop.example/a).', 'https://shop.example/a'],
    ['https://en.example/Crane_(bird), yes', 'https://en.example/Crane_(bird)'],
    ['请看https://shop.example/退货，谢谢', 'https://shop.example/'],
    ['https://shop.example/x。', 'https://shop.example/x'],
    ['HTTP://SHOP.example', 'HTTP://SHOP.example'],
    ['<https://shop.example/x>', 'https://shop.example/x'],
    ['https://münchen.example/straße', 'https://münchen.example/straße'],
    ['http://127.0.0.1:4180/shop/', 'http://127.0.0.1:4180/shop/'],
  ])('finds the address in %j', (text, address) => {
    expect(links(text)).toEqual([address])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://shop.example',
    'www.shop.example',
    'https://',
    'https://bank.example@evil.example/',
    'https://shop.example:99999/',
  ])('makes no link of %j', (text) => {
    expect(links(text)).toEqual([])
  })

  it('ends an address at a direction mark, which could make it look like another one', () => {
    expect(links('https://evil.example/\u202Egro.elpmaxe')).toEqual(['https://evil.example/'])
  })

  it('finds several, and loses no character of the text', () => {
    const text = 'a https://x.example/1, (https://y.example) <b>https://z.example</b> z'
    expect(links(text)).toEqual(['https://x.example/1', 'https://y.example', 'https://z.example'])
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
    expect(linkify('')).toEqual([])
  })
})
