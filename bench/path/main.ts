import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { isBuilt } from '../../tools/build/build-stamp.ts'
import { buildProject } from '../../tools/build/build-project.ts'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { type DemoServer, startDemoServer } from '../../tests/e2e/support/demo-server.ts'
import { Shop } from '../../tests/e2e/support/shop.ts'
import { Workstation } from '../../tests/e2e/support/workstation.ts'
import { measureAppend } from './append.ts'
import { measureArrivals } from './arrival.ts'
import { openBarePath } from './bare/bare-path.ts'
import { bareRouters } from './desk/bare-routers.ts'
import { openBenchDesk } from './desk/open-desk.ts'
import { watchDisk, watchedRenderer } from './desk/watched-disk.ts'
import { measureReplies, openAnyConversation } from './local-action.ts'
import { toReport } from './report.ts'

/** Of each: enough for a 99th percentile that is not the one slowest. */
const appends = 4_000
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
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({
  executablePath: process.env['FARLINE_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--disable-gpu', '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])],
})
const postgres = await startEmbeddedPostgres({ isDurable: true })
try {
  say('Replies until they are painted, beside the same update without log, overlay and sealing …')
  const { own: reply, bare: bareReply } = await measureOnServer(undefined, measureRepliesOf)
  say('From the customer’s page to the agent’s replica, beside the bare hops, with PostgreSQL …')
  const onPostgres = await measureOnServer(postgres.url, (server) => measureArrivalsAt(server, postgres.url))
  say('… and with PGlite …')
  const onPglite = await measureOnServer(undefined, (server) => measureArrivalsAt(server, undefined))
  const { table, summary } = toReport({ append, reply, bareReply, onPostgres, onPglite })
  if (!values.json) console.log(table)
  console.log(JSON.stringify(summary))
} finally {
  await browser.close()
  await postgres.stop()
}

async function measureOnServer<Times>(
  database: string | undefined,
  measure: (server: DemoServer) => Promise<Times>,
): Promise<Times> {
  const server = await startDemoServer(database)
  try {
    return await measure(server)
  } finally {
    await server.remove()
  }
}

async function measureRepliesOf({ url, signIn }: DemoServer) {
  const desk = await openBenchDesk({ browser, serverUrl: url, signIn })
  const bareDesk = await openBenchDesk({
    browser,
    serverUrl: url,
    signIn: { ...signIn, email: 'kenji@meridian.example' },
    wrap: (workstation) => bareRouters(workstation, url),
  })
  await openAnyConversation(desk.page)
  await openAnyConversation(bareDesk.page)
  const own: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    const texts = Array.from({ length: repliesInRound }, (_, index) => `Reply ${round}/${index} of this bench`)
    const [mine, other] = [await measureReplies(desk.page, texts), await measureReplies(bareDesk.page, texts)]
    // The first round only warms up.
    if (round === 0) continue
    own.push(...mine)
    bare.push(...other)
  }
  await desk.close()
  await bareDesk.close()
  return { own, bare }
}

async function measureArrivalsAt({ url, shopUrl, signIn }: DemoServer, database: string | undefined) {
  const renderer = await watchedRenderer()
  const desk = await openBenchDesk({ browser, serverUrl: url, signIn, rendererDir: renderer.folder })
  const bare = await openBarePath(browser, database)
  const times = { shownMs: [] as number[], storedMs: [] as number[], bareMs: [] as number[] }
  const agent = new Workstation(desk.page)
  await agent.isReady()
  await watchDisk(desk.page)
  await desk.page.bringToFront()
  await agent.view('Unassigned')
  await agent.order('Most recent')
  for (let customer = 0; customer < customers; customer++) {
    const shop = await Shop.open(browser, shopUrl)
    const subject = `Question ${customer} for the bench`
    await shop.write(subject)
    await agent.openConversation(subject)
    const texts = Array.from({ length: messagesOfCustomer }, (_, index) => `Message ${customer}/${index} of this bench`)
    const measured = await measureArrivals(shop, desk.page, bare, texts)
    await shop.close()
    // The first customer only warms up.
    if (customer === 0) continue
    for (const name of ['shownMs', 'storedMs', 'bareMs'] as const) times[name].push(...measured[name])
  }
  await bare.close()
  await desk.close()
  await renderer.remove()
  return times
}
