import { type Browser, expect, test } from '@playwright/test'
import { endReplicaWorker } from '../../replica-worker.ts'
import type { Floor } from '../floor.ts'
import type { Asking } from './asking.ts'

const late = { timeout: 60_000 }

/** Agents answer: with the cable out, after a faster colleague, with second thoughts, over the end of main and of a replica's worker. */
export async function answering(browser: Browser, floor: Floor, asked: Asking): Promise<void> {
  await test.step('replies and a draft outlive kill -9 of main with the cable out', () => outliving(floor, asked))
  await test.step('what a colleague was faster than is held, and the server is killed while it is decided', () =>
    held(floor, asked))
  await test.step('a reply is taken back with the cable out', () => takenBack(floor, asked))
  await test.step('the replica’s worker ends in the middle', () => withoutWorker(browser, floor, asked))
}

async function outliving({ bea }: Floor, { mila }: Asking): Promise<void> {
  const replies = ['The Heron, up to force 7.', 'Its lines are doubled.']
  const draft = 'Shall I keep one'
  await bea.opens(mila.question)
  await bea.hears('With force 6.')
  await bea.cable.pull()
  for (const reply of replies) await bea.answers(mila.question, reply)
  await bea.agent.composer.fill(draft)
  await expect(bea.agent.page.getByText('Draft kept')).toBeVisible()
  await bea.losesMain()
  await bea.opens(mila.question)
  await expect(bea.agent.composer).toHaveValue(draft)
  for (const reply of replies) await bea.agent.expectDelivery(reply, 'queued')
  await bea.cable.plugIn()
  for (const reply of replies) await mila.reads(reply)
  await expect(bea.agent.composer).toHaveValue(draft)
  await bea.answers(mila.question, `${draft} for you?`)
  await mila.reads(`${draft} for you?`)
  await mila.says('Yes please, in red.')
}

async function held({ server, ledger }: Floor, { nora, faster, slower }: Asking): Promise<void> {
  const { question } = nora
  const anyway = 'All four legs do.'
  const edited = 'With two screws each.'
  const dropped = 'I shall ask the workshop.'
  for (const seat of [faster, slower]) await seat.opens(question, 'Open')
  await slower.hears('70 cm, to be exact.')
  await slower.isSettled()
  await slower.cable.pull()
  for (const reply of [anyway, edited, dropped]) await slower.answers(question, reply)
  await faster.answers(question, 'Yes, the legs come off.')
  await nora.reads('Yes, the legs come off.')
  await slower.cable.plugIn()
  for (const reply of [anyway, edited, dropped])
    await expect(slower.held(reply)).toContainText(`${faster.name} answered before your reply arrived`, late)

  await server.kill()
  await slower.held(anyway).getByRole('button', { name: 'Send anyway' }).click()
  slower.withdraws(question, anyway, 'message.send-anyway')
  ledger.says({ conversation: question, by: slower.name, text: anyway })
  await slower.held(dropped).getByRole('button', { name: 'Do not send' }).click()
  slower.withdraws(question, dropped, 'message.drop')
  await server.start()
  await nora.reads(anyway)
  await slower.held(edited).getByRole('button', { name: 'Edit' }).click()
  await expect(slower.agent.composer).toHaveValue(edited)
  slower.withdraws(question, edited, 'message.drop')
  await expect(slower.agent.page.locator('[data-held]')).toHaveCount(0)
  await slower.isSettled()
  await slower.answers(question, 'With three screws each.')
  await nora.reads('With three screws each.')
}

async function takenBack({ ledger, amara }: Floor, { zoe }: Asking): Promise<void> {
  await amara.opens(zoe.question)
  await amara.agent.timeToUndo('10 seconds')
  await amara.isSettled()
  await amara.cable.pull()
  await amara.answers(zoe.question, 'No, they are nott.')
  await amara.agent.undo()
  await expect(amara.agent.composer).toHaveValue('No, they are nott.')
  await amara.agent.expectDelivery('No, they are nott.', 'withdrawn')
  amara.withdraws(zoe.question, 'No, they are nott.', 'message.unsend')
  await amara.cable.plugIn()
  await amara.agent.timeToUndo('None')
  await amara.answers(zoe.question, 'Yes, at up to 65 degrees.')
  ledger.belongsTo(zoe.question, amara.name)
  await zoe.reads('Yes, at up to 65 degrees.')
}

async function withoutWorker(browser: Browser, { ledger, kenji }: Floor, { theo }: Asking): Promise<void> {
  await kenji.opens(theo.question)
  await endReplicaWorker(browser, new URL(kenji.desk.entryUrl()).origin)
  await kenji.answers(theo.question, 'To 3,000 mm of rain.')
  ledger.belongsTo(theo.question, kenji.name)
  await theo.reads('To 3,000 mm of rain.')
  await theo.says('That will do!')
  await kenji.hears('That will do!')
}
