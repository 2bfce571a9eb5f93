import { implement } from '@orpc/server'
import { osContract } from '#shared/rpc/os-contract.ts'
import type { Os } from '../os/start-os.ts'

/** What windows may ask of the operating system. */
export function createOsRouter({ hotkeys, startAtLogin, pageNotices, papers, downloads }: Os) {
  const os = implement(osContract)
  return os.router({
    hotkeys: { watch: os.hotkeys.watch.handler(({ signal }) => watchCopy(hotkeys, signal)) },
    loginItem: {
      watch: os.loginItem.watch.handler(({ signal }) => startAtLogin.state.watch(signal)),
      set: os.loginItem.set.handler(({ input }) => startAtLogin.set(input.isOn)),
    },
    notices: {
      watch: os.notices.watch.handler(({ input, signal }) => pageNotices.watch(input.isLooking, signal)),
    },
    downloads: { watch: os.downloads.watch.handler(({ signal }) => downloads.watch(signal)) },
    papers: {
      make: os.papers.make.handler(async ({ input, errors }) => {
        const made = await papers.make(input)
        if (!made.ok) throw errors.NOT_MADE()
        return { path: made.path, savedAs: made.savedAs }
      }),
      ready: os.papers.ready.handler(({ input }) => papers.ready(input.paperId)),
    },
  })
}

async function* watchCopy<Item>(
  value: { watch(signal?: AbortSignal): AsyncGenerator<readonly Item[], void, void> },
  signal: AbortSignal | undefined,
) {
  for await (const items of value.watch(signal)) yield [...items]
}
