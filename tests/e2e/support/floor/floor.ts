import type { Browser } from '@playwright/test'
import { type DemoServer, startDemoServer } from '../demo-server.ts'
import { Customer } from './customer.ts'
import { Ledger } from './ledger.ts'
import { type Person, Seat } from './seat.ts'

const people = {
  amara: { id: 'agent-amara', name: 'Amara Okafor' },
  kenji: { id: 'agent-kenji', name: 'Kenji Sato' },
  bea: { id: 'agent-bea', name: 'Bea Santos' },
  ines: { id: 'lead-ines', name: 'Inês Carvalho' },
} as const satisfies Record<string, Person>

/** Three agents and their lead, and whoever comes into the shops of both brands. */
export class Floor {
  readonly server: DemoServer
  readonly ledger: Ledger
  readonly amara: Seat
  readonly kenji: Seat
  readonly bea: Seat
  /** Their lead. */
  readonly ines: Seat
  readonly customers: Customer[] = []
  private readonly browser: Browser

  private constructor(browser: Browser, server: DemoServer, ledger: Ledger, [amara, kenji, bea, ines]: Seats) {
    this.browser = browser
    this.server = server
    this.ledger = ledger
    this.amara = amara
    this.kenji = kenji
    this.bea = bea
    this.ines = ines
  }

  static async open(browser: Browser): Promise<Floor> {
    const server = await startDemoServer()
    const ledger = new Ledger()
    // One after the other: four first snapshots at once keep each other waiting.
    const sits = (person: Person) => Seat.take(browser, server, person, ledger)
    const seats: Seats = [
      await sits(people.amara),
      await sits(people.kenji),
      await sits(people.bea),
      await sits(people.ines),
    ]
    return new Floor(browser, server, ledger, seats)
  }

  get seats(): readonly Seat[] {
    return [this.amara, this.kenji, this.bea, this.ines]
  }

  /** A customer in the chat of this brand's shop, who has not said anything yet. */
  async enters(brand: 'northwind-home' | 'kite-and-crane', question: string): Promise<Customer> {
    const customer = await Customer.enters(this.browser, this.server.shopUrl, brand, question, this.ledger)
    this.customers.push(customer)
    return customer
  }

  /** Whose id in the server's rows this is. */
  nameOf(id: string): string {
    return Object.values(people).find((person) => person.id === id)?.name ?? id
  }

  async close(): Promise<void> {
    for (const { shop } of this.customers) await shop.close()
    for (const seat of this.seats) await seat.leaves()
    await this.server.remove()
  }
}

type Seats = readonly [Seat, Seat, Seat, Seat]
