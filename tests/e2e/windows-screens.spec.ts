import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { projectRoot } from './support/launcher.ts'
import { expectNothingCut } from './support/overflowing.ts'
import { test } from './support/stand-in/door-test.ts'

const pictures = path.join(projectRoot, 'out/screenshots')

const languages = [
  { language: 'en', direction: 'ltr', theme: 'light' },
  { language: 'zh-Hans', direction: 'ltr', theme: 'dark' },
  { language: 'ar', direction: 'rtl', theme: 'dark' },
] as const

/** As large as each begins, in CSS pixels at 100 %. */
const screens = [
  { name: 'settings', address: '/?window=settings', width: 760, height: 760 },
  { name: 'knowledge', address: '/?window=knowledge', width: 960, height: 800 },
  { name: 'softphone', address: '/?window=softphone', width: 320, height: 420 },
  { name: 'wallboard', address: '/?window=wallboard', width: 1280, height: 800 },
  { name: 'elsewhere', address: '/elsewhere.html', width: 720, height: 800 },
] as const

for (const { name, address, width, height } of screens) {
  test(`${name}: every language, at 100 and 200 %, nothing cut off, nothing that axe objects to`, async ({ door }) => {
    const { page, standIn } = door
    await mkdir(pictures, { recursive: true })
    await door.signedIn()
    for (const { language, direction, theme } of languages) {
      standIn.preferences.set({ ...standIn.preferences.get(), language, theme })
      const own = name === 'elsewhere' ? `?language=${language}&theme=${theme}` : ''
      await page.setViewportSize({ width, height })
      await page.goto(new URL(address + own, page.url()).href)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expectNothingCut(page, `${language} at 100 %`)
      await page.screenshot({ path: path.join(pictures, `window-${name}-${language}.png`) })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      await page.setViewportSize({ width: width / 2, height: height / 2 })
      await expectNothingCut(page, `${language} at 200 %`)
    }
  })
}
