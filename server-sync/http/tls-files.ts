import { readFile } from 'node:fs/promises'
import { unwatchFile, watchFile } from 'node:fs'
import { type SecureContextOptions, createSecureContext } from 'node:tls'
import { type Started, problem } from '../start-problem.ts'

export interface TlsFiles {
  readonly certFile: string
  readonly keyFile: string
}

/** TLS 1.2 and newer, with a certificate that fits its key; or a sentence that says what is wrong with the files. */
export async function readTls({ certFile, keyFile }: TlsFiles): Promise<Started<SecureContextOptions>> {
  try {
    const options: SecureContextOptions = {
      cert: await readFile(certFile),
      key: await readFile(keyFile),
      minVersion: 'TLSv1.2',
    }
    createSecureContext(options)
    return { ok: true, value: options }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // What OpenSSL says may quote the file: its code is enough.
    const why = code === 'ENOENT' || code === 'EACCES' ? 'cannot be read' : 'are not a certificate and its key in PEM'
    return problem('server/tls', `TLS: ${certFile} and ${keyFile} ${why}: check --tls-cert and --tls-key.`)
  }
}

interface Watching {
  readonly everyMs: number
  onChanged(options: SecureContextOptions): void
  /** What was in force stays in force. */
  onRefused(message: string): void
}

/** Asks for the files' times rather than for events: a renewal swaps links in folders that are not watched. @returns how to end it */
export function watchTls(files: TlsFiles, { everyMs, onChanged, onRefused }: Watching): () => void {
  const changed = () => {
    void readTls(files).then((read) => (read.ok ? onChanged(read.value) : onRefused(read.message)))
  }
  const watched = [files.certFile, files.keyFile]
  for (const file of watched) watchFile(file, { interval: everyMs, persistent: false }, changed)
  return () => {
    for (const file of watched) unwatchFile(file, changed)
  }
}
