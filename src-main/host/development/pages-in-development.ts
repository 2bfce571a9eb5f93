import type { DevelopmentPages } from './development-pages.ts'

/** Null in everything that is built to be shipped: the bundler leaves out the rest. */
export async function pagesInDevelopment(): Promise<DevelopmentPages | null> {
  if (import.meta.env.DEV) {
    const { openDevelopmentPages } = await import('./development-pages.ts')
    const origin = process.env['ELECTRON_RENDERER_URL']
    return origin === undefined ? null : openDevelopmentPages(origin)
  }
  return null
}
