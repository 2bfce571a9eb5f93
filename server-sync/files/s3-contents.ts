import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { type ContentStore, type Contents, type IncomingStore, contentName, openIncoming } from './content-store.ts'
import type { S3Settings } from './s3-settings.ts'

/** Uploads in a folder of this computer, contents in a bucket. */
export async function openS3Store(folder: string, settings: S3Settings): Promise<ContentStore> {
  const incoming = await openIncoming(folder)
  return { ...incoming, ...s3Contents(settings, incoming.pathOf) }
}

const patienceMs = 30_000
/** A hundred megabytes, on a road of two megabits a second. */
const keepPatienceMs = 7 * 60_000
const triesMore = 2

/** By S3's protocol, of which four words are needed. The provider compares what it gets with the sum that we have signed. */
function s3Contents({ url, region, ...keys }: S3Settings, pathOf: IncomingStore['pathOf']): Contents {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: triesMore })
  const at = (sha256: string) => `${url}/${contentName(sha256)}`
  const ask = (method: string, sha256: string, more: RequestInit = {}, timeoutMs = patienceMs) =>
    client.fetch(at(sha256), { method, signal: AbortSignal.timeout(timeoutMs), ...more })

  async function holds(sha256: string): Promise<boolean> {
    const answer = await ask('HEAD', sha256)
    if (answer.status !== 200 && answer.status !== 404) throw await failure('HEAD', answer)
    return answer.status === 200
  }

  return {
    holds,
    async keep(uploadId, sha256) {
      if (await holds(sha256)) return
      const body = await openAsBlob(pathOf(uploadId))
      const headers = { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' }
      const answer = await ask('PUT', sha256, { body, headers }, keepPatienceMs)
      if (!answer.ok) throw await failure('PUT', answer)
      await answer.body?.cancel()
    },
    async read(sha256, from, to) {
      // No range can say that nothing is wanted.
      if (to < from) return (await holds(sha256)) ? Readable.from([]) : undefined
      const answer = await ask('GET', sha256, { headers: { range: `bytes=${from}-${to}` } }, keepPatienceMs)
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      const isThisPart = answer.status === 206 && Number(answer.headers.get('content-length')) === to - from + 1
      if (!isThisPart || !answer.body) throw await failure('GET', answer)
      return Readable.fromWeb(answer.body)
    },
    async remove(sha256) {
      const answer = await ask('DELETE', sha256)
      if (!answer.ok && answer.status !== 404) throw await failure('DELETE', answer)
      await answer.body?.cancel()
    },
  }
}

/** What the provider says about it is its own text, and may hold a key's name. */
async function failure(method: string, { status, body }: Response): Promise<Error> {
  await body?.cancel()
  return new Error(`the bucket answered ${status} to ${method}`)
}
