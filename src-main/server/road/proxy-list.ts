/** A way out of this network, as a proxy script names it. */
export type WayOut =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly isTls: boolean; readonly host: string; readonly port: number }

const kinds: Readonly<Record<string, { isTls: boolean; port: number }>> = {
  PROXY: { isTls: false, port: 80 },
  HTTP: { isTls: false, port: 80 },
  HTTPS: { isTls: true, port: 443 },
}

/**
 * `PROXY a.example:3128; DIRECT`: to be tried in this order. What cannot be gone through (SOCKS) is left out.
 * Source: the answer of a PAC file, as Chromium's `resolveProxy` gives it.
 */
export function parseProxyList(list: string): readonly WayOut[] {
  return list.split(';').flatMap((entry): readonly WayOut[] => {
    const [word = '', place = ''] = entry.trim().split(/\s+/)
    if (word.toUpperCase() === 'DIRECT') return [{ kind: 'direct' }]
    const kind = kinds[word.toUpperCase()]
    const url = URL.canParse(`http://${place}`) && place !== '' ? new URL(`http://${place}`) : undefined
    if (!kind || !url) return []
    return [
      {
        kind: 'proxy',
        isTls: kind.isTls,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        // URL leaves out the port that its own scheme would have.
        port: Number(url.port || (place.endsWith(':80') ? 80 : kind.port)),
      },
    ]
  })
}
