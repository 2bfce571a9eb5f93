import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe objects to on this page, as rule and element.
 * @param tags the rules that count; all of them where none are named
 * @param frames look into frames, too: only a shop's page has one, and half of the time goes there
 */
export async function axeObjections(page: Page, tags?: string[], { frames = false } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // Without frames there is nothing to put together in another page.
    .setLegacyMode(!frames)
    .options({ resultTypes: ['violations'] })
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** What Farline's windows are held to. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
