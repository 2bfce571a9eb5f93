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
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
}

/** Strangers' shops load the chat's script from here. */
const widget = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }

/** Tokens, and what only some may see: no cache on the way keeps it. */
const personal = { 'cache-control': 'no-store' }

/** The administration: a page of files of ours, with nothing written into it. */
const admin = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cross-origin-opener-policy': 'same-origin',
}

/** A browser that came once over TLS never comes without it again. */
const secure = { 'strict-transport-security': 'max-age=31536000' }

export function setSecurityHeaders(reply: FastifyReply, path: string, isSecure: boolean): void {
  reply.headers({
    ...everywhere,
    ...(isSecure ? secure : {}),
    ...(/^\/(auth|admin\/api|sync)\//.test(path) ? personal : {}),
    ...(/^\/admin(?![^/?])(?!\/api\/)/.test(path) ? admin : {}),
    ...(path.startsWith('/shop/') ? shop : {}),
    ...(path.startsWith('/widget/') ? widget : {}),
  })
}
