import { randomIv } from './random-iv.ts'

/** Seals rows on their way to disk and opens them on their way back. */
export interface RowCodec {
  seal(collection: string, id: string, row: object): Promise<string>
  open(collection: string, id: string, sealed: string): Promise<Opened>
}

/** `undefined` row: another key, or somebody or something changed the bytes. What it was cannot be told apart. */
export type Opened = Readonly<Record<string, unknown>> | undefined

const ivBytes = 12
const toBytes = new TextEncoder()
const toText = new TextDecoder()

/** @param dataKey 32 bytes, base64. It is imported as not extractable, and nothing else keeps it. */
export async function createRowCodec(dataKey: string, replicaId: string): Promise<RowCodec> {
  const raw = Uint8Array.from(atob(dataKey), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  raw.fill(0)

  // A sealed row opens only in its own place: not under another id, in another collection or in another replica.
  const algorithm = (iv: Uint8Array<ArrayBuffer>, collection: string, id: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: toBytes.encode(JSON.stringify([replicaId, collection, id])),
  })

  return {
    async seal(collection, id, row) {
      const iv = randomIv(ivBytes)
      const plain = toBytes.encode(JSON.stringify({ row }))
      const cipher = await crypto.subtle.encrypt(algorithm(iv, collection, id), key, plain)
      return toLatin1(iv) + toLatin1(new Uint8Array(cipher))
    },
    async open(collection, id, sealed) {
      const bytes = fromLatin1(sealed)
      try {
        const iv = bytes.subarray(0, ivBytes)
        const plain = await crypto.subtle.decrypt(algorithm(iv, collection, id), key, bytes.subarray(ivBytes))
        return (JSON.parse(toText.decode(plain)) as { row: Opened }).row
      } catch {
        // WebCrypto deliberately says no more than "it did not open".
        return undefined
      }
    },
  }
}

/** One character a byte: IndexedDB keeps such a string in as many bytes, where base64 takes a third more. */
function toLatin1(bytes: Uint8Array): string {
  let text = ''
  // In slices, since a call takes a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
