import { readFile } from 'node:fs/promises'
// As a whole: an import by name of what an older Node lacks would keep the program from starting.
import tls from 'node:tls'
import { StartRefused } from '../../start/start-refused.ts'

/**
 * Who may vouch for a server: Node's own list, what the computer trusts (where this Node can read it: 22.15 and later), and
 * what IT names.
 * @param caFile PEM of further authorities; null: none
 */
export async function loadAuthorities(caFile: string | null): Promise<readonly string[]> {
  return [...new Set([...known(), ...(caFile === null ? [] : await readAuthorities(caFile))])]
}

function known(): readonly string[] {
  // Typed for a newer Node than the oldest that this runs on.
  const lookUp: typeof tls.getCACertificates | undefined = tls.getCACertificates
  return lookUp ? [...lookUp('default'), ...lookUp('system')] : tls.rootCertificates
}

async function readAuthorities(caFile: string): Promise<readonly string[]> {
  const text = await readFile(caFile, 'utf8').catch((cause: unknown) => {
    throw notReadable(caFile, cause)
  })
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (!found) throw notReadable(caFile)
  return found
}

const notReadable = (caFile: string, cause?: unknown) =>
  new StartRefused('workstation/bad-option', `--ca-file names ${caFile}, which holds no certificates in PEM.`, cause)
