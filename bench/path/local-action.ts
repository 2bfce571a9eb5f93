import type { Page } from '@playwright/test'
import { Workstation } from '../../tests/e2e/support/workstation.ts'

/** Opens a conversation of the demonstration, with nothing that holds a reply back. */
export async function openAnyConversation(page: Page): Promise<void> {
  const workstation = new Workstation(page)
  await workstation.isReady()
  await workstation.timeToUndo('None')
  await workstation.view('My conversations')
  await workstation.list.getByRole('option').first().click()
  await workstation.composer.waitFor()
}

/** @returns for each reply the milliseconds from the key that sends it until it is painted */
export async function measureReplies(page: Page, texts: readonly string[]): Promise<number[]> {
  await page.bringToFront()
  await page.locator('[data-pane="composer"] textarea').focus()
  return page.evaluate(sendAndWatch, texts)
}

/** Runs in the window. */
async function sendAndWatch(texts: readonly string[]): Promise<number[]> {
  const field = document.querySelector<HTMLTextAreaElement>('[data-pane="composer"] textarea')!
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      if (isSo()) return resolve()
      const observer = new MutationObserver(() => {
        if (!isSo()) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    })
  const painted = async () => {
    await frame()
    const { port1, port2 } = new MessageChannel()
    const after = new Promise((resolve) => (port1.onmessage = resolve))
    port2.postMessage(null)
    await after
  }
  const isShown = (text: string) =>
    [...document.querySelectorAll('article')].some((article) => article.textContent?.includes(text))

  const times: number[] = []
  for (const text of texts) {
    setValue.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await frame()
    await frame()
    const before = performance.now()
    const key = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
    field.dispatchEvent(new KeyboardEvent('keydown', key))
    await until(() => isShown(text))
    await painted()
    times.push(performance.now() - before)
    await until(() => field.value === '')
  }
  return times
}
