import type { Duplex } from 'node:stream'

/** What Node could not read as a request has no reply object: the answer is written by hand, in the shape of all refusals. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Gone, or an answer is on its way already: another one in the middle of it would be taken for its content.
  const hasBegun = (socket as Duplex & { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent === true
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) return void socket.destroy()
  const [status, kind] = statusOf(error.code)
  const body = JSON.stringify({ kind })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}

function statusOf(code: string | undefined): readonly [string, string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['408 Request Timeout', 'http/too-slow']
  if (code === 'HPE_HEADER_OVERFLOW') return ['431 Request Header Fields Too Large', 'http/too-large']
  return ['400 Bad Request', 'http/bad-request']
}
