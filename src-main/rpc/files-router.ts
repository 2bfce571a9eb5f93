import { implement } from '@orpc/server'
import { filesContract } from '#shared/rpc/files-contract.ts'

export function createFilesRouter() {
  const os = implement(filesContract)
  return os.router({
    watch: os.watch.handler(async ({ errors }) => {
      throw errors.SIGNED_OUT()
    }),
    begin: os.begin.handler(async ({ errors }) => {
      throw errors.SIGNED_OUT()
    }),
    again: os.again.handler(async ({ errors }) => {
      throw errors.SIGNED_OUT()
    }),
    remove: os.remove.handler(async ({ errors }) => {
      throw errors.SIGNED_OUT()
    }),
  })
}
