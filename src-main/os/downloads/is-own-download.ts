/** Only what our own pages hand out is kept; nothing comes from the network, and nothing from a page that is not ours. */
export function isOwnDownload(url: string, origin: string): boolean {
  return url.startsWith(`blob:${origin}/`) || url.startsWith(`${origin}/`)
}
