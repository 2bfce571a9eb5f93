import { expect, test } from '@playwright/test'
import { answering } from './support/floor/acts/answering.ts'
import { type Asking, asking } from './support/floor/acts/asking.ts'
import { handingOver } from './support/floor/acts/handing-over.ts'
import { leaving } from './support/floor/acts/leaving.ts'
import { sendingFiles } from './support/floor/acts/sending-files.ts'
import { sortingOut } from './support/floor/acts/sorting-out.ts'
import { auditDesk, auditPages, auditServer } from './support/floor/audit-floor.ts'
import { Floor } from './support/floor/floor.ts'

/** A morning of three agents and their lead, on which nothing holds: what everybody said is there once, under their name. */
let floor: Floor
let asked: Asking

test.describe.configure({ mode: 'serial', timeout: 480_000 })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(480_000)
  floor = await Floor.open(browser)
})

test.afterAll(async () => {
  await floor?.close()
})

test('customers ask and agents take, with the server, a network, a cable and a page gone in the middle', async () => {
  asked = await asking(floor)
})

test('agents answer, with a cable, the server, main and a replica’s worker gone in the middle', async ({ browser }) => {
  await answering(browser, floor, asked)
})

test('conversations go from hand to hand and are put aside, with somebody’s way to the server gone in the middle', async () => {
  await handingOver(floor, asked)
})

test('one customer’s conversations are merged, and what is no spam comes back, with the server gone in the middle', async () => {
  await sortingOut(floor)
})

test('files go both ways, cut in the middle', async () => {
  await sendingFiles(floor, asked)
})

test('one customer ends, rates and saves the chat, another goes on in a second tab, with the server gone in the middle', async () => {
  await leaving(floor, asked)
})

test('at the end nothing is lost, doubled, misattributed or out of order: on pages, at desks, at the server', async () => {
  for (const seat of floor.seats) await seat.isSettled()
  await expect.poll(() => auditPages(floor)).toEqual([])
  await expect.poll(() => auditServer(floor)).toEqual([])
  for (const seat of floor.seats) await auditDesk(floor, seat, new Map([[asked.theo.question, 'Resolved']]))
})
