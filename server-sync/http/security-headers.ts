import type { FastifyReply } from 'fastify'

/** Answers are data, not pages: a browser that is tricked into showing one must do nothing with it. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** The demonstration shop is as strict as a shop can be that has our chat: the script and the frame are all it has to let in. */
const shop = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; frame-src 'self'; img-src 'self' data:; style-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
}

/** Strangers' shops load the chat's script from here. */
const widget = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }

/**
 * The chat in its frame: itself nothing but our own files and our own server, and in any page. That is said by saying nothing:
 * `frame-ancestors *` would keep out a page that is sandboxed and has no origin.
 */
const chatFrame = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  // A shop that is isolated (COEP) lets in only frames that are, too.
  'cross-origin-embedder-policy': 'require-corp',
}

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
    ...(path.startsWith('/widget/frame/') ? chatFrame : {}),
  })
  if (path.startsWith('/widget/frame/')) void reply.removeHeader('x-frame-options')
}
