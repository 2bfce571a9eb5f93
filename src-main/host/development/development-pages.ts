import { guardHeaders } from '../page-headers.ts'

/** Pages as they are being written, from Vite's server. Never in what is built: the entries load this in development only. */
export interface DevelopmentPages {
  /** Where a page hears of changes. */
  readonly socket: string
  get(address: string): Promise<Response>
}

/** @param origin of Vite's server, on this computer */
export function openDevelopmentPages(origin: string): DevelopmentPages {
  const socket = origin.replace(/^http/, 'ws')
  return {
    socket,
    async get(address) {
      // Vite answers a module's address with a page, unless it is asked for a module.
      const isPage = /^\/([\w-]+\.html)?(\?|$)/.test(address)
      const answer = await fetch(new URL(address, origin), { headers: { accept: isPage ? 'text/html' : '*/*' } })
      return new Response(answer.body, {
        status: answer.status,
        headers: {
          ...guardHeaders,
          'content-type': answer.headers.get('content-type') ?? 'text/plain',
          'content-security-policy': policy(socket),
          'cache-control': 'no-store',
        },
      })
    },
  }
}

/** Wider than that of the built pages by what reloading needs: scripts and styles written into the page, and its socket. */
function policy(socket: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "worker-src 'self'",
    `connect-src 'self' ws: ${socket}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
