import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe objects to on this page, as rule and element.
 * @param tags the rules that count; all of them where none are named
 */
export async function axeObjections(page: Page, tags?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // No page of ours has frames, so there is nothing to put together in another page: half of the time went there.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** What Farline's windows are held to. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
