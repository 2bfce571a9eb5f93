import { implement } from '@orpc/server'
import { filesContract } from '#shared/rpc/files-contract.ts'
import type { Begun, DeskFilesService } from '../attachments/desk-files-service.ts'
import type { DeskFilesKeeper } from '../attachments/keep-desk-files.ts'
import { watchFiles } from '../attachments/watch-files.ts'

interface Errors {
  SIGNED_OUT(): Error
  NOT_SAVED(given: { data: { problem: string } }): Error
  REFUSED(given: { data: { kind: string } }): Error
  GONE?(): Error
}

export function createFilesRouter(files: DeskFilesService, keeper: Pick<DeskFilesKeeper, 'now'>) {
  const os = implement(filesContract)

  function begun(answer: Begun, errors: Errors) {
    if (answer.ok) return answer.file
    if (answer.why === 'signed-out') throw errors.SIGNED_OUT()
    if (answer.why === 'not-saved') throw errors.NOT_SAVED({ data: { problem: answer.kind } })
    throw (answer.why === 'gone' && errors.GONE?.()) || errors.REFUSED({ data: { kind: answer.kind } })
  }

  return os.router({
    watch: os.watch.handler(async ({ input, errors, signal }) => {
      const now = await keeper.now()
      if (now.state !== 'open') throw errors.SIGNED_OUT()
      const until = signal ? AbortSignal.any([now.closing, signal]) : now.closing
      return watchFiles(now.files.outgoing.shown, input.conversationId, until)
    }),
    begin: os.begin.handler(async ({ input, errors }) => begun(await files.begin(input), errors)),
    again: os.again.handler(async ({ input, errors }) => begun(await files.again(input), errors)),
    remove: os.remove.handler(async ({ input, errors }) => {
      const removed = await files.remove(input.fileId)
      if (removed.ok) return
      if (removed.why === 'signed-out') throw errors.SIGNED_OUT()
      if (removed.why === 'not-saved') throw errors.NOT_SAVED({ data: { problem: removed.kind } })
      throw errors.CARRIED()
    }),
  })
}
