const addressMaxChars = 2000

/**
 * The address that may be handed to the system's browser, as its own parser wrote it, or undefined. Only `https:`: the
 * system would start any program for a `file:` or a scheme that some program registered.
 */
export function externalAddress(given: string): string | undefined {
  const url = given.length > addressMaxChars ? null : URL.parse(given)
  // A name before the host is how a link pretends to lead elsewhere.
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined
  return url.href
}
