const triesMax = 5

/**
 * Chromium answers an empty text while the process of its network is made anew (measured: 33): that is no answer, and whoever
 * took it for one would find no way out of a network that has one.
 */
export function untilAnswered(resolveProxy: (url: string) => Promise<string>): (url: string) => Promise<string> {
  return async (url) => {
    for (let tries = 1; tries < triesMax; tries++) {
      const list = await resolveProxy(url)
      if (list !== '') return list
    }
    return resolveProxy(url)
  }
}
