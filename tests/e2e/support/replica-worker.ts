import { type Browser, expect } from '@playwright/test'

/** As when the browser runs out of memory. @param origin of the desk, where there is more than one */
export async function endReplicaWorker(browser: Browser, origin = ''): Promise<void> {
  const client = await browser.newBrowserCDPSession()
  const { targetInfos } = await client.send('Target.getTargets')
  const workers = targetInfos.filter(
    ({ type, url }) => type === 'shared_worker' && url.startsWith(origin) && url.includes('replica'),
  )
  expect(workers).toHaveLength(1)
  await client.send('Target.closeTarget', { targetId: workers[0]!.targetId })
  await client.detach()
}
