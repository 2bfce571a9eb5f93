import { pieceBytes, deskFilePath } from '#shared/rpc/desk-files.ts'
import { type Transport, cookieOf } from './transports.ts'
import type { startTestWorkstation } from './test-workstation.ts'

type TestWorkstation = Awaited<ReturnType<typeof startTestWorkstation>>

/** A window that hands files over, in the browser host. */
export async function fileWindow(at: TestWorkstation, transport: Transport) {
  const { client } = await transport.window(at)
  const cookie = await cookieOf(at)
  const ask = (fileId: string, search = '', init: RequestInit = {}) =>
    fetch(at.host.origin + deskFilePath(fileId) + search, {
      ...init,
      headers: { cookie, origin: at.host.origin, ...(init.headers as Record<string, string> | undefined) },
    })
  const put = async (fileId: string, offset: number, bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await ask(fileId, `?offset=${offset}`, { method: 'PUT', body: bytes })
    return { status: answer.status, said: (await answer.json()) as { kept?: number; kind?: string } }
  }
  return {
    client,
    ask,
    put,
    cookie,
    /** Piece by piece, as `file.slice` gives them. */
    async hand(content: Buffer<ArrayBuffer>, name = 'photo.png', conversationId = 'c-1') {
      const file = await client.files.begin({ conversationId, name, bytes: content.length })
      for (let at = 0; at < content.length; at += pieceBytes)
        await put(file.fileId, at, content.subarray(at, at + pieceBytes))
      return file
    },
  }
}
