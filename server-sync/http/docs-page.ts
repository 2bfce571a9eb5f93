const endpoints = [
  ['GET /', 'Name, version and links.'],
  ['GET /health', 'The process lives.'],
  ['GET /ready', 'The database answers; 503 otherwise.'],
  ['GET /metrics', 'Prometheus metrics.'],
  [
    'POST /auth/sign-in',
    '{email, password, code?, device} → tokens, session, replica, agent, organisation, policy; 401, 403, or 429 with Retry-After.',
  ],
  ['POST /auth/refresh', '{refreshToken, proof} → new tokens; 401, or 403 {wipeId}. An old token ends the session.'],
  ['POST /auth/sign-out', 'Ends the session of the bearer token and closes its sockets.'],
  ['GET /auth/sessions', 'The agent’s own sessions. Bearer token.'],
  ['POST /auth/sessions/end', '{sessionId}: ends one of them. Bearer token.'],
  ['POST /auth/password', '{password, newPassword}: ends the agent’s other sessions. Bearer token.'],
  ['POST /auth/second-factor/{begin,confirm,remove}', 'TOTP and recovery codes. Bearer token.'],
  ['POST /auth/wipe-receipt', 'What a device has destroyed, signed by it.'],
  ['GET /admin/api/devices', 'The organisation’s devices, sessions and wipes. Right device.manage.'],
  ['POST /admin/api/devices/{wipe,allow}', 'Erases a device, or lets it in again. Right device.manage.'],
  ['POST /admin/api/sessions/end', 'Ends somebody’s session. Right device.manage.'],
  ['GET /sync/snapshot', 'NDJSON: a head line {epoch, seq}, one row a line, then {end}. Bearer token.'],
  ['GET /sync/feed?epoch=…&after=…&limit=…', 'A page of the feed; 409 {epoch} means: take a snapshot. Bearer token.'],
  [
    'GET /admin/api/audit?before=…&limit=…',
    'Who did what with other people’s data, newest first. Bearer token with the right to read it.',
  ],
  ['WebSocket /sync', 'A desk’s line: hello, commands, ping; welcome, outcomes, pages. Bearer token.'],
  ['WebSocket /chat', 'A customer’s chat: hello, send, delivered, read; welcome, receipts, messages.'],
  ['GET /widget/chat.js', 'The customer’s chat as one script, for any shop page.'],
  ['GET /widget/frame/', 'The chat itself, which the script puts into a frame.'],
] as const

/** Plain on purpose: it loads nothing and runs nothing. The schemas behind it are in shared/sync. */
export function docsPage(version: string): string {
  const rows = endpoints.map(([name, text]) => `<dt><code>${escapeHtml(name)}</code></dt><dd>${escapeHtml(text)}</dd>`)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Farline server ${version}</title>
<h1>Farline server ${version}</h1><p>Refusals are JSON: <code>{"kind":"area/what"}</code>.</p><dl>${rows.join('\n')}</dl></html>`
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
