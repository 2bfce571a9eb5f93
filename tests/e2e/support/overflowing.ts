import { type Page, expect } from '@playwright/test'

const softly = expect.configure({ soft: true })

/** Polled: what floats finds its place a moment after the window has its new size. */
export const expectNothingCut = (page: Page, when: string) =>
  softly.poll(() => overflowing(page), { message: when }).toEqual([])

/** Names of elements whose own text is cut off, although they do not ask for an ellipsis, and of the page if it scrolls sideways. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const isText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      )
      return (
        isText &&
        overflowX !== 'visible' &&
        textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 1
      )
    })
    const sideways = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page'] : []
    return [...sideways, ...cut.map((element) => `${element.tagName} "${element.textContent?.slice(0, 40)}"`)]
  })
}
