import { expect, it } from 'vitest'
import { StoreFailed } from './row-store.ts'
import { createStoreMender } from './store-mender.ts'

it('[R1] what could not be thrown away is thrown away a little later; what was is not again for a minute', async () => {
  let now = 0
  let failures = 1
  const done: string[] = []
  const mender = createStoreMender({
    clock: { now: () => now },
    onMend: (problem, detail) => done.push(`${problem} ${detail}`),
    reopen: async () => void done.push('reopened'),
    resync: () => done.push('resynced'),
    async startAnew() {
      if (failures-- > 0) throw new StoreFailed(new DOMException('Internal error.', 'UnknownError'))
      done.push('thrown away')
    },
  })
  const mendAt = async (at: number) => {
    now = at
    done.length = 0
    await mender.mend(new StoreFailed(new DOMException('', 'AbortError')))
    return [...done]
  }
  expect(await mendAt(0)).toEqual(['replica/query-failed AbortError', 'reopened'])
  expect(await mendAt(1_500)).toEqual(['replica/store-unreadable AbortError', 'replica/mend-failed UnknownError'])
  expect(await mendAt(3_000)).toEqual([])
  expect(await mendAt(6_500)).toEqual(['replica/store-unreadable AbortError', 'thrown away'])
  expect(await mendAt(12_000)).toEqual([])
  expect(await mendAt(66_500)).toEqual(['replica/query-failed AbortError', 'reopened'])
})
