import type { RendererFile } from './renderer-files.ts'

/**
 * What our pages and workers may do: run and fetch our own, nothing else. Scripts, too, carry it, because a worker
 * obeys the policy of its own script.
 * @param connect further addresses that may be connected to
 */
export function pageHeaders(file: RendererFile, connect: readonly string[]): Record<string, string> {
  return {
    'content-type': file.contentType,
    'content-security-policy': contentSecurityPolicy(connect),
    'cache-control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-store',
    ...guardHeaders,
  }
}

/** What no page of ours asks for, said to Chromium itself too. Whoever needs one takes it out here and in guard-session.ts. */
const permissionsPolicy = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb'],
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/**
 * On every answer, whatever it holds. Of pages that other sites might open, the browser host says more (serve-requests.ts);
 * on the desktop there is no other site.
 */
export const guardHeaders = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': permissionsPolicy,
} as const

function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // A text becomes code nowhere. The one policy lets the address of our own worker through, and nothing else.
    "require-trusted-types-for 'script'",
    'trusted-types farline-worker',
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
