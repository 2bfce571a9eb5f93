type Environment = Readonly<Record<string, string | undefined>>

/**
 * As programs without a desktop are told of a proxy: `HTTPS_PROXY`, and in `NO_PROXY` the hosts, or the ends of their names,
 * that need none.
 */
export function proxyFromEnvironment(environment: Environment): (url: string) => Promise<string> {
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name] ?? ''
  const proxy = read('HTTPS_PROXY')
  const exceptions = read('NO_PROXY')
    .split(',')
    .map((name) => name.trim().replace(/^\*?\./, ''))
    .filter(Boolean)
  return async (url) => {
    const { hostname } = new URL(url)
    const isException = exceptions.some((name) => name === '*' || hostname === name || hostname.endsWith(`.${name}`))
    if (!URL.canParse(proxy) || isException || /^(localhost|127\..*|\[::1\])$/.test(hostname)) return 'DIRECT'
    const { protocol, host } = new URL(proxy)
    return `${protocol === 'https:' ? 'HTTPS' : 'PROXY'} ${host}`
  }
}
