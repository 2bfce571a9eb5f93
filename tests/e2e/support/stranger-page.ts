import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StrangerPage {
  /** Of another site than the chat's server: browsers count `localhost` and `127.0.0.1` as two. */
  readonly url: string
  close(): Promise<void>
}

/** A shop that somebody else runs. Its pages are written by the test. */
export async function serveStrangerPages(
  pages: Readonly<Record<string, { readonly html: string; readonly headers?: Readonly<Record<string, string>> }>>,
): Promise<StrangerPage> {
  const server: Server = createServer((request, response) => {
    const page = pages[(request.url ?? '/').split('?')[0] ?? '/']
    if (!page) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
