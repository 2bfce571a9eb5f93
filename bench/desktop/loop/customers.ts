import { createBrowserStorage } from '../../../tools/shift/customer/browser-storage.ts'
import { openTab } from '../../../tools/shift/customer/open-tab.ts'

/** Customers in the shop's chat who go on writing until they are told to leave. */
export function writingCustomers(serverUrl: string, count: number, everyMs: number) {
  const tabs = Array.from({ length: count }, () =>
    openTab(createBrowserStorage(), serverUrl, 'northwind-home', () => undefined),
  )
  let said = 0
  for (const { chat } of tabs) chat.start()
  // One after the other, so that they are not all heard at once.
  const timer = setInterval(() => {
    tabs[said % count]?.chat.send(`Is there news of my order? I ask for the ${said++}th time.`)
  }, everyMs / count)
  return {
    said: () => said,
    leave() {
      clearInterval(timer)
      for (const tab of tabs) tab.close()
    },
  }
}
