import type { ServerResponse } from 'node:http'
import { guardHeaders } from '../page-headers.ts'

/** One sentence for a person (or nothing) instead of a page. */
export function answerPlainly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...guardHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
  })
  response.end(text)
}
