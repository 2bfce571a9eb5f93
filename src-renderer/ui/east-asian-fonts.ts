/** By then what a window is opened for is there to be used; behind a door somebody has typed. */
const startMs = 2_000
const longestWaitMs = 1_000

/** Han, kana and hangul come in 349 pieces: a window takes half a second to take them in. Resolves when it has. */
export const loadEastAsianFonts = async (): Promise<void> => void (await import('./east-asian-fonts.css'))

/**
 * At once for a window in such a language; otherwise when it has started and has nothing else to do, if customers write in
 * it. Until then a name is set in the system's own face, where it has one.
 */
export async function loadEastAsianFontsFor(language: string, hasCustomers: boolean): Promise<void> {
  const isWritten = ['zh', 'ja', 'ko'].includes(new Intl.Locale(language).language)
  if (!isWritten && !hasCustomers) return
  if (!isWritten) {
    await new Promise((resolve) => setTimeout(resolve, startMs))
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: longestWaitMs }))
  }
  await loadEastAsianFonts()
}
