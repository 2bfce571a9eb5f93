import { type Browser, type Locator, expect } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from '../browser-desk.ts'
import { type Cable, layCable } from '../cable.ts'
import type { DemoServer } from '../demo-server.ts'
import { Workstation } from '../workstation.ts'
import type { Shown } from './judge.ts'
import type { Ledger } from './ledger.ts'

export interface Person {
  readonly id: string
  readonly name: string
}

type View = Parameters<Workstation['view']>[0]

const patience = { timeout: 60_000 }

/** Somebody of the floor at a desk of their own, with a main process, a browser and a cable of their own. */
export class Seat {
  readonly person: Person
  readonly desk: BrowserDesk
  readonly cable: Cable
  readonly agent: Workstation
  private readonly ledger: Ledger

  private constructor(person: Person, desk: BrowserDesk, cable: Cable, agent: Workstation, ledger: Ledger) {
    this.person = person
    this.desk = desk
    this.cable = cable
    this.agent = agent
    this.ledger = ledger
  }

  static async take(browser: Browser, server: DemoServer, person: Person, ledger: Ledger): Promise<Seat> {
    const cable = await layCable(server.url)
    const email = `${person.id.split('-')[1]}@meridian.example`
    const desk = await startBrowserDesk({ serverUrl: cable.url, signIn: { ...server.signIn, email } })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const agent = await Workstation.open(await context.newPage(), desk.entryUrl())
    await agent.timeToUndo('None')
    await agent.order('Most recent')
    return new Seat(person, desk, cable, agent, ledger)
  }

  get name(): string {
    return this.person.name
  }

  async opens(question: string, view: View = 'Open'): Promise<void> {
    await this.agent.view(view)
    await expect(this.agent.row(question), `${this.name} sees it in ${view}`)
      .toBeVisible(patience)
      .catch(async (cause: unknown) => {
        throw new Error(`${this.name} does not see “${question}” in ${view}. ${await this.agent.shown()}`, { cause })
      })
    await this.agent.openConversation(question)
  }

  /** In the conversation that stands open, whether or not there is a way to the server. */
  async answers(question: string, text: string): Promise<void> {
    await this.agent.reply(text)
    this.ledger.says({ conversation: question, by: this.name, text })
    this.ledger.commands(question, this.name, 'message.send')
  }

  /** A reply that is in the timeline already goes another way, or nowhere. */
  withdraws(question: string, text: string, verb: 'message.unsend' | 'message.drop' | 'message.send-anyway'): void {
    this.ledger.withdrawn(text)
    this.ledger.commands(question, this.name, verb)
  }

  async notes(question: string, text: string): Promise<void> {
    await this.agent.note(text)
    this.ledger.says({ conversation: question, by: this.name, text, kind: 'note' })
    this.ledger.commands(question, this.name, 'note.add')
  }

  async hears(text: string): Promise<void> {
    await expect(this.agent.message(text)).toHaveCount(1, patience)
    this.ledger.seen(text)
  }

  /** As this desk believes. */
  async takes(): Promise<void> {
    await this.agent.page.getByRole('button', { name: 'Assign to me' }).click()
    await expect(this.agent.timeline.getByText('You took this conversation').last()).toBeVisible()
  }

  async handsOver(question: string, to: string, note: string): Promise<void> {
    const { page, timeline } = this.agent
    await timeline.focus()
    await page.keyboard.press('h')
    await page.getByRole('textbox', { name: 'To which queue or colleague' }).fill(to)
    await page.keyboard.press('Enter')
    await expect(page.getByText(`Hand over to ${to}`)).toBeVisible()
    await page.keyboard.type(note)
    await page.keyboard.press('Control+Enter')
    await expect(this.agent.row(question)).not.toHaveAttribute('aria-selected', 'true')
    this.ledger.does(question, this.name, 'transferred')
    this.ledger.says({ conversation: question, by: this.name, text: note, kind: 'note' })
  }

  async command(name: string): Promise<void> {
    await this.agent.page.keyboard.press('Control+k')
    await this.agent.page.keyboard.type(name)
    await this.agent.page.getByRole('menuitem', { name }).first().click()
  }

  /** Main is killed, and started again; the same browser looks for it. */
  async losesMain(): Promise<void> {
    await this.desk.kill()
    await this.desk.start()
    await this.agent.page.goto(this.desk.entryUrl())
    await this.agent.isReady()
    await this.agent.order('Most recent')
  }

  held(text: string): Locator {
    return this.agent.message(text).filter({ has: this.agent.page.locator('[data-held]') })
  }

  async isSettled(): Promise<void> {
    await expect(this.agent.page.locator('[data-sync]')).toHaveAttribute('data-sync', 'online', patience)
  }

  async leaves(): Promise<void> {
    await this.agent.page.context().close()
    await this.desk.remove()
    await this.cable.pull()
  }
}

/** What a desk shows of the conversation that stands open there: itself, or what was merged into it. */
export async function shownAt(
  { agent, name }: Seat,
  within: Locator = agent.timeline,
): Promise<readonly (Shown & { readonly kind: string; readonly state: string })[]> {
  const shown = await within.evaluate((region) => {
    const lines = [...region.querySelectorAll('li[data-kind=message], li[data-kind=note]')]
    const own = lines.filter((line) => line.parentElement?.closest('li[data-kind]') === region.closest('li[data-kind]'))
    return own.map((line) => {
      const words = (part: string) => line.querySelector(`:scope > article ${part}`)?.textContent ?? ''
      const kind = line.getAttribute('data-kind') ?? ''
      return {
        kind,
        state: line.querySelector('[data-delivery]')?.getAttribute('data-delivery') ?? '',
        isCustomer: line.getAttribute('data-author') === 'customer',
        author: words(kind === 'note' ? '> p bdi' : '> div + div > :first-child'),
        text: words('p[dir=auto]'),
        files: [...line.querySelectorAll('[download]')].map((link) => link.getAttribute('download') ?? ''),
      }
    })
  })
  return shown.map(({ isCustomer, author, ...line }) => ({
    ...line,
    by: isCustomer ? 'customer' : author === 'You' ? name : author,
  }))
}
