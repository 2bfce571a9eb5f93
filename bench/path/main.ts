import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { isBuilt } from '../../tools/build/build-stamp.ts'
import { buildProject } from '../../tools/build/build-project.ts'
import { percentile } from '../../tools/percentile.ts'
import { type DemoServer, startDemoServer } from '../../tests/e2e/support/demo-server.ts'
import { Shop } from '../../tests/e2e/support/shop.ts'
import { Workstation } from '../../tests/e2e/support/workstation.ts'
import { measureAppend } from './append.ts'
import { measureArrivals } from './arrival.ts'
import { openBarePath } from './bare/bare-path.ts'
import { bareRouters } from './desk/bare-routers.ts'
import { openBenchDesk } from './desk/open-desk.ts'
import { type Standing, watchedRouters } from './desk/watched-routers.ts'
import { measureReplies, openAnyConversation } from './local-action.ts'
import { toReport } from './report.ts'

/** Of each: enough for a 99th percentile that is not the one slowest. */
const appends = 1_000
const rounds = 8
const repliesInRound = 15
const customers = 6
/** Fewer than a customer may send without being slowed down. */
const messagesOfCustomer = 16

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
const say = (line: string) => console.error(line)

if (!(await isBuilt())) {
  say('Building …')
  await buildProject(new AbortController().signal)
}
say('Appending to the command log, beside bare writes …')
const append = await measureAppend(appends)
say('Starting the server (it writes the demonstration first) …')
const server = await startDemoServer()
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({
  executablePath: process.env['FARLINE_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--disable-gpu', '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])],
})
try {
  const { reply, bareReply, arrival } = await measureInBrowser(browser, server)
  const { table, summary } = toReport({ append, reply, bareReply, arrival })
  if (!values.json) console.log(table)
  console.log(JSON.stringify(summary))
} finally {
  await browser.close()
  await server.remove()
}

async function measureInBrowser(chrome: Browser, { url, shopUrl, signIn }: DemoServer) {
  const serverUrl = url
  let standing: Standing | undefined
  const desk = await openBenchDesk({
    browser: chrome,
    serverUrl,
    signIn,
    wrap(workstation) {
      const watched = watchedRouters(workstation)
      standing = watched.standing
      return watched.routers
    },
  })
  const bareDesk = await openBenchDesk({
    browser: chrome,
    serverUrl,
    signIn: { ...signIn, email: 'kenji@meridian.example' },
    wrap: (workstation) => bareRouters(workstation, serverUrl),
  })

  say('Replies until they are painted, beside the same update without log, overlay and sealing …')
  await openAnyConversation(desk.page)
  await openAnyConversation(bareDesk.page)
  const reply: number[] = []
  const bareReply: number[] = []
  for (let round = 0; round < rounds; round++) {
    const texts = Array.from({ length: repliesInRound }, (_, index) => `Reply ${round}/${index} of this bench`)
    const [own, other] = [await measureReplies(desk.page, texts), await measureReplies(bareDesk.page, texts)]
    // The first round only warms up.
    if (round === 0) continue
    reply.push(...own)
    bareReply.push(...other)
  }

  say('From the customer’s page to the agent’s replica, beside the bare hops …')
  const barePath = await openBarePath(chrome)
  const arrival = { shownMs: [] as number[], storedMs: [] as number[], bareMs: [] as number[] }
  const agent = new Workstation(desk.page)
  await desk.page.bringToFront()
  await agent.view('Unassigned')
  await agent.order('Most recent')
  for (let customer = 0; customer < customers; customer++) {
    const shop = await Shop.open(chrome, shopUrl)
    const subject = `Question ${customer} for the bench`
    await shop.write(subject)
    await agent.openConversation(subject)
    const texts = Array.from({ length: messagesOfCustomer }, (_, index) => `Message ${customer}/${index} of this bench`)
    const measured = await measureArrivals(shop, desk.page, standing!, barePath, texts)
    await shop.close()
    // The first customer only warms up.
    if (customer === 0) continue
    for (const name of ['shownMs', 'storedMs', 'bareMs'] as const) arrival[name].push(...measured[name])
  }
  await barePath.close()
  await desk.close()
  await bareDesk.close()
  return { reply, bareReply, arrival }
}
