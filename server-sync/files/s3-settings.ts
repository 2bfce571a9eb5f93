import { type Started, problem } from '../start-problem.ts'

/** A bucket of S3, or of a store that speaks its protocol. */
export interface S3Settings {
  /** With the bucket, and a prefix where there is one; without a slash at the end. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const hint =
  'Give --files https://s3.example/bucket[/prefix], and the keys in the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and AWS_REGION where it is not us-east-1.'

/** @returns undefined where files lie in the data folder */
export function readS3Settings(
  given: string | undefined,
  environment: NodeJS.ProcessEnv,
  isLoopback: (host: string) => boolean,
): Started<S3Settings | undefined> {
  if (given === undefined) return { ok: true, value: undefined }
  const url = URL.canParse(given) ? new URL(given) : undefined
  const path = url?.pathname.replace(/\/+$/, '') ?? ''
  if (!url || path === '' || url.search !== '' || url.hash !== '')
    return problem('server/usage', `--files is not the address of a bucket. ${hint}`)
  if (url.username !== '' || url.password !== '')
    return problem('server/usage', `Keys in --files can be read by everybody on this computer. ${hint}`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, ''))))
    return problem('server/usage', `Everybody on the way to --files could read along: only https:// is taken. ${hint}`)
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region } = environment
  if (!accessKeyId || !secretAccessKey) return problem('server/usage', `The keys of the bucket are missing. ${hint}`)
  return { ok: true, value: { url: url.origin + path, region: region || 'us-east-1', accessKeyId, secretAccessKey } }
}
