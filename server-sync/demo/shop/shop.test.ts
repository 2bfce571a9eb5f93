import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { products } from '../content/catalogue/product.ts'
import { brands } from '../content/directory/brands.ts'
// @ts-expect-error plain scripts of the page, without types
import { productTitles } from './product-titles.js'
// @ts-expect-error plain scripts of the page, without types
import { shopWords } from './shop-words.js'

const folder = import.meta.dirname
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const unescape = (text: string) => text.replaceAll('&amp;', '&')

describe.each(brands)('the shop of $name', ({ id }) => {
  const page = read(`${id}/index.html`)
  const shown = [...page.matchAll(/data-sku="([^"]+)" data-pounds="(\d+)">[^]*?<h3>([^<]+)<\/h3>[^]*?£([\d,]+)</g)]

  it('sells what the catalogue has, at its price and under its names', () => {
    expect(shown.length).toBeGreaterThanOrEqual(6)
    for (const [, sku = '', pounds, title = '', price] of shown) {
      const product = products[id].find((candidate) => candidate.sku === sku)
      expect(unescape(title)).toBe(product?.titles.en)
      expect([Number(pounds), price?.replace(',', '')]).toEqual([product?.pounds, String(product?.pounds)])
      expect(product?.titles).toMatchObject((productTitles as Record<string, object>)[sku] ?? { missing: sku })
    }
  })

  it('has all of its words in every language it offers', () => {
    const offered = [...page.matchAll(/hreflang="([^"]+)"/g)].flatMap(([, tag = '']) => (tag === 'en' ? [] : [tag]))
    const keys = [...page.matchAll(/data-(?:text|label)="([^"]+)"/g)].map(([, key]) => key)
    expect(offered.length).toBeGreaterThan(1)
    for (const tag of offered) {
      expect(Object.keys((shopWords as Record<string, object>)[tag] ?? {}), tag).toEqual(expect.arrayContaining(keys))
    }
  })

  it('carries the chat of its brand, and nothing that a strict content policy forbids', () => {
    expect(page).toContain(`<script src="/widget/chat.js" data-brand="${id}"`)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?:\/\//)
  })

  it('has every picture that it shows', () => {
    const pictures = [...page.matchAll(/src="(?:pictures\/)([^"]+)"/g)].map(([, file]) => file)
    expect(readdirSync(path.join(folder, id, 'pictures'))).toEqual(expect.arrayContaining(pictures))
  })
})
