import type { Page } from '@playwright/test'
import { systemClock } from '#shared/kit/clock.ts'
import { demoContent } from '../../../server-sync/demo/content/demo-content.ts'

/**
 * The faces of East Asian writing come in pieces, each when the first of its signs is shown, and stay: a cache that is full
 * when all of the floor's writing has been shown once. What grows after that is something else.
 * @returns how many pieces there are by then
 */
export async function showAllWriting(window: Page): Promise<number> {
  return window.evaluate(async (texts) => {
    const place = document.createElement('div')
    place.style.position = 'fixed'
    place.style.opacity = '0'
    place.inert = true
    for (const [language, text] of texts) {
      const shown = document.createElement('p')
      shown.lang = language
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
