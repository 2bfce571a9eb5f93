const poolBytes = 12 * 1024
const pool = new Uint8Array(poolBytes)
let used = poolBytes

/** Random bytes out of a pool: asking the system once a row is measurable in a snapshot of 100,000. */
export function randomIv(bytes: number): Uint8Array<ArrayBuffer> {
  if (used + bytes > poolBytes) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += bytes
  return pool.slice(used - bytes, used)
}
