import type { OutgoingFile, OutgoingFiles } from '#shared/rpc/files-contract.ts'
import type { ReadableValue } from '../flow/observable-value.ts'

/** Files of one conversation, or of all (null): now, and whenever one of them has changed. */
export async function* watchFiles(
  shown: ReadableValue<readonly OutgoingFile[]>,
  conversationId: string | null,
  signal: AbortSignal,
): AsyncGenerator<OutgoingFiles, void, void> {
  let told: string | undefined
  for await (const all of shown.watch(signal)) {
    const files = all.filter((file) => conversationId === null || file.conversationId === conversationId)
    const mark = JSON.stringify(files)
    if (mark === told || signal.aborted) continue
    told = mark
    yield { files }
  }
}
