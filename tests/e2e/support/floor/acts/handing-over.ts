import { type Page, expect, test } from '@playwright/test'
import type { Floor } from '../floor.ts'
import type { Asking } from './asking.ts'

/** Conversations go from hand to hand, with somebody's cable, the server or main gone in the middle of each. */
export async function handingOver(floor: Floor, asked: Asking): Promise<void> {
  await test.step('to a colleague with a word about it, to a server that is away', () => toColleague(floor, asked))
  await test.step('to a queue, with the cable out', () => toQueue(floor, asked))
  await test.step('a note names the lead, and main is killed behind it', () => mention(floor, asked))
  await test.step('the lead directs from the team’s window, with the cable out', () => directing(floor, asked))
  await test.step('tagged, urgent and put aside, main killed, and awake when the customer writes', () =>
    puttingAside(floor, asked))
  await test.step('resolved while the server is away, and open again when the customer writes', () =>
    resolving(floor, asked))
}

async function toColleague({ server, ledger, amara, kenji }: Floor, { zoe }: Asking): Promise<void> {
  const note = 'She is a friend of the house.'
  await amara.opens(zoe.question)
  await server.kill()
  await amara.handsOver(zoe.question, kenji.name, note)
  await zoe.writes('And the oven?')
  await server.start()
  ledger.belongsTo(zoe.question, kenji.name)
  // What a colleague is given is recorded like what is taken from them.
  ledger.commands(zoe.question, amara.name, 'conversation.transfer')
  await zoe.isHeard('And the oven?')
  await kenji.opens(zoe.question)
  await expect(kenji.agent.timeline.getByText('Amara Okafor handed this over to You')).toBeVisible({ timeout: 60_000 })
  await expect(kenji.agent.timeline.getByText(note)).toBeVisible()
  ledger.seen(note)
  await kenji.hears('And the oven?')
  await kenji.answers(zoe.question, 'Up to 200 degrees.')
  await zoe.reads('Up to 200 degrees.')
}

async function toQueue({ ledger, amara, bea }: Floor, { mila }: Asking): Promise<void> {
  const note = 'She would like another colour.'
  await bea.opens(mila.question)
  await bea.hears('Yes please, in red.')
  await bea.cable.pull()
  await bea.handsOver(mila.question, 'Kite & Crane · Returns & refunds', note)
  await bea.cable.plugIn()
  await bea.isSettled()
  ledger.belongsTo(mila.question, null)
  await amara.opens(mila.question, 'Unassigned')
  await expect(amara.agent.timeline.getByText(note)).toBeVisible()
  ledger.seen(note)
}

async function mention({ ledger, kenji, ines }: Floor, { zoe }: Asking): Promise<void> {
  const { page } = kenji.agent
  await page.getByRole('button', { name: /^Note/ }).click()
  const field = page.getByRole('textbox', { name: 'Note for colleagues' })
  await field.pressSequentially('Is a voucher all right, @in')
  await expect(page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option').first()).toContainText(ines.name)
  await field.press('Enter')
  await field.pressSequentially('?')
  await field.press('Control+Enter')
  await expect(field).toHaveValue('')
  const note = `Is a voucher all right, @${ines.name} ?`
  ledger.says({ conversation: zoe.question, by: kenji.name, text: note, kind: 'note' })
  await kenji.losesMain()
  await ines.opens(zoe.question, 'Mentions')
  await expect(ines.agent.page.getByRole('region', { name: 'You were named in a note' })).toBeVisible()
  ledger.seen(note)
  await ines.notes(zoe.question, 'Ten pounds are.')
  await ines.agent.page.getByRole('button', { name: 'Done with it' }).click()
  ledger.commands(zoe.question, ines.name, 'mention.read')
  await expect(ines.agent.row(zoe.question)).toHaveCount(0)
}

async function directing({ ledger, bea, ines }: Floor, { theo, nora }: Asking): Promise<void> {
  const opening = ines.agent.page.context().waitForEvent('page')
  await ines.command('Team and its work')
  const team = await opening
  const note = 'Ask about the pegs, too.'
  await ines.isSettled()
  await ines.cable.pull()
  const theos = lineOf(team, theo.question)
  await theos.getByRole('button', { name: `Leave a note: ${theo.question}` }).click()
  await theos.getByRole('textbox', { name: 'Note for whoever has it' }).fill(note)
  await theos.getByRole('button', { name: 'Add note' }).click()
  ledger.says({ conversation: theo.question, by: ines.name, text: note, kind: 'note' })
  ledger.commands(theo.question, ines.name, 'note.add')
  await theos.getByRole('button', { name: `Assign: ${theo.question}` }).click()
  await team.getByRole('menuitem', { name: bea.name }).click()
  ledger.does(theo.question, ines.name, 'assigned')
  ledger.commands(theo.question, ines.name, 'conversation.assign')
  ledger.belongsTo(theo.question, bea.name)
  await ines.cable.plugIn()
  await bea.opens(theo.question)
  await expect(bea.agent.timeline.getByText('Inês Carvalho assigned this to You')).toBeVisible({ timeout: 60_000 })
  await expect(bea.agent.timeline.getByText(note)).toBeVisible()
  ledger.seen(note)

  await lineOf(team, nora.question)
    .getByRole('button', { name: `Take: ${nora.question}` })
    .click()
  ledger.does(nora.question, ines.name, 'assigned')
  ledger.commands(nora.question, ines.name, 'conversation.assign')
  ledger.belongsTo(nora.question, ines.name)
  await expect(
    team.locator('[data-agent$=-ines]').getByRole('listitem').filter({ hasText: nora.question }),
  ).toBeVisible()
  await team.close()
}

const lineOf = (team: Page, question: string) =>
  team.locator('[data-agent]').getByRole('listitem').filter({ hasText: question })

async function puttingAside({ ledger, amara, ines }: Floor, { nora }: Asking): Promise<void> {
  const { question } = nora
  await amara.opens(question)
  await expect(amara.agent.timeline.getByText('Inês Carvalho took this conversation')).toBeVisible()
  await amara.agent.addTag('narrow door')
  ledger.commands(question, amara.name, 'tag.add')
  await amara.command('Priority: urgent')
  ledger.does(question, amara.name, 'prioritised')
  ledger.commands(question, amara.name, 'conversation.prioritise')
  await amara.agent.snooze('Tomorrow')
  ledger.does(question, amara.name, 'snoozed')
  ledger.commands(question, amara.name, 'conversation.snooze')
  await amara.losesMain()
  await ines.opens(question, 'Snoozed')
  await expect(ines.agent.tags).toContainText('narrow door')
  await expect(ines.agent.row(question).locator('[data-priority=urgent]')).toBeVisible()
  await nora.says('Then I shall take it.')
  await ines.opens(question)
  await ines.hears('Then I shall take it.')
}

async function resolving({ server, ledger, bea }: Floor, { theo }: Asking): Promise<void> {
  const { page } = bea.agent
  await bea.opens(theo.question)
  await bea.answers(theo.question, 'Pegs are in the bag.')
  await theo.reads('Pegs are in the bag.')
  await server.kill()
  await page.getByRole('button', { name: 'Resolve', exact: true }).click()
  ledger.does(theo.question, bea.name, 'resolved')
  await server.start()
  await bea.isSettled()
  await theo.says('How many of them?')
  await bea.opens(theo.question, 'My conversations')
  await bea.hears('How many of them?')
  await bea.answers(theo.question, 'Twelve.')
  await theo.reads('Twelve.')
}
