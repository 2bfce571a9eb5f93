import type { FastifyReply } from 'fastify'

/** Answers are data, not pages: a browser that is tricked into showing one must do nothing with it. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** The demonstration shop is a page with our chat in it, whose styles live in a shadow root. */
const shop = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
}

/** Strangers' shops load the chat's script from here. */
const widget = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }

/** Tokens, and what only some may see: no cache on the way keeps it. */
const personal = { 'cache-control': 'no-store' }

export function setSecurityHeaders(reply: FastifyReply, path: string): void {
  reply.headers({
    ...everywhere,
    ...(/^\/(auth|admin|sync)\//.test(path) ? personal : {}),
    ...(path.startsWith('/shop/') ? shop : {}),
    ...(path.startsWith('/widget/') ? widget : {}),
  })
}
