import type { Server as TlsServer } from 'node:tls'
import type { Log } from '../log/create-log.ts'
import { type TlsFiles, watchTls } from './tls-files.ts'

/** How soon a renewed certificate is noticed. */
const tlsLookMs = 30_000

/** Takes a renewed certificate without a restart. The returned function ends it. */
export function renewTls(files: TlsFiles, server: object, log: Log): () => void {
  return watchTls(files, {
    everyMs: tlsLookMs,
    onChanged: (options) => {
      ;(server as TlsServer).setSecureContext(options)
      log.info({ event: 'tls-renewed' })
    },
    onRefused: (message) => log.error({ event: 'tls-not-renewed' }, message),
  })
}
