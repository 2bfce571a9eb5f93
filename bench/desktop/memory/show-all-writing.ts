import type { Page } from '@playwright/test'
import { systemClock } from '#shared/kit/clock.ts'
import { demoContent } from '../../../server-sync/demo/content/demo-content.ts'

/**
 * The faces of East Asian writing come in pieces, each when the first of its signs is shown, and stay, as do the shapes that
 * are made of them for each weight: a cache that is full when all of the floor's writing has been drawn once. What grows
 * after that is something else.
 * @returns how many pieces there are by then
 */
export async function showAllWriting(window: Page): Promise<number> {
  return window.evaluate(async (texts) => {
    const place = document.createElement('div')
    // Really drawn: what is invisible or beyond the edge fetches its faces and never makes a shape of them.
    place.style.cssText = 'position:fixed;inset:0;overflow:hidden;font-size:6px;line-height:1;overflow-wrap:anywhere'
    place.inert = true
    for (const weight of ['400', '500', '600'])
      for (const [language, text] of texts) {
        const shown = document.createElement('p')
        shown.lang = language
        shown.style.fontWeight = weight
        shown.textContent = text
        place.append(shown)
      }
    document.body.append(place)
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // One piece that has come may show that another one is wanted.
    for (let calm = 0; calm < 10; calm = document.fonts.status === 'loaded' ? calm + 1 : 0) await frame()
    place.remove()
    return [...document.fonts].filter(({ status }) => status === 'loaded').length
  }, allWriting())
}

/** By language, every sign once. */
function allWriting(): readonly (readonly [language: string, text: string])[] {
  const signs = new Map<string, Set<string>>()
  for (const { row } of demoContent(systemClock.now()).rows) {
    const { language = 'en' } = row as { language?: string }
    const known = signs.get(language) ?? new Set()
    signs.set(language, known)
    for (const value of Object.values(row)) if (typeof value === 'string') for (const sign of value) known.add(sign)
  }
  return [...signs].map(([language, known]) => [language, [...known].join('')])
}
