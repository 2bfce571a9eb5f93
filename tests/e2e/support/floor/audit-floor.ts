import { expect } from '@playwright/test'
import type { Floor } from './floor.ts'
import { type Shown, judge } from './judge.ts'
import type { Fate, Line } from './ledger.ts'
import { type Seat, shownAt } from './seat.ts'
import { serverRecords } from './server-records.ts'

type View = Parameters<Seat['opens']>[1]

/** Each customer's page shows what was said to and by them. */
export async function auditPages({ customers, ledger }: Floor): Promise<readonly string[]> {
  const findings: string[] = []
  for (const customer of customers) {
    const { question } = customer
    findings.push(...judge(`page of "${question}"`, ledger.heardIn(question), await customer.shown()))
  }
  return findings
}

/** A desk shows every conversation with all that was said in it, by whom, and what was taken back. */
export async function auditDesk({ ledger }: Floor, seat: Seat, views: ReadonlyMap<string, View>): Promise<void> {
  for (const question of ledger.conversations) {
    const into = ledger.mergedInto(question)
    const stands = into ?? question
    await seat.opens(stands, views.get(stands))
    const { timeline, page } = seat.agent
    const place = into ? page.getByRole('region', { name: `Merged in: ${question}` }) : timeline
    const findings = async () => {
      const shown = await shownAt(seat, place)
      return judgeAll(`desk of ${seat.name}, "${question}"`, question, ledger, (kind, fate) =>
        shown.filter((line) => line.kind === kind && (line.state === 'withdrawn') === (fate === 'withdrawn')),
      )
    }
    // The page draws after the click.
    await expect.poll(findings).toEqual([])
  }
}

/** The server's own rows, past all desks. */
export async function auditServer(floor: Floor): Promise<readonly string[]> {
  const { ledger } = floor
  const { conversations, timeline, audit } = await serverRecords(floor.server)
  const findings: string[] = []
  for (const question of ledger.conversations) {
    const where = `server, "${question}"`
    const found = conversations.filter(({ subject }) => subject === question)
    if (found.length !== 1) findings.push(`${where}: ${found.length} conversations`)
    const id = found[0]?.id
    const rows = timeline.filter(({ conversationId }) => conversationId === id)
    const shown = rows.map((row) => ({
      ...row,
      by: row.authorKind === 'customer' ? 'customer' : floor.nameOf(row.authorId),
      files: row.attachments.map(({ name }) => name),
    }))
    findings.push(
      ...judgeAll(where, question, ledger, (kind, fate) =>
        shown.filter((row) => row.kind === kind && (row.deliveryState === 'withdrawn') === (fate === 'withdrawn')),
      ),
    )
    const isThere = ['none', 'delivered', 'read', 'withdrawn']
    for (const { deliveryState, text } of rows)
      if (!isThere.includes(deliveryState)) findings.push(`${where}: still ${deliveryState}: ${text}`)
    const deeds = shown.flatMap(({ event, by }) => (event ? [`${event.type} by ${by}`] : []))
    findings.push(...differences(`${where}, what happened`, ledger.deedsIn(question), deeds))
    const uses = audit.flatMap(({ verb, actorId, subjectId }) =>
      subjectId === id ? [`${verb} by ${floor.nameOf(actorId)}`] : [],
    )
    findings.push(...differences(`${where}, record`, ledger.usesIn(question), uses))
  }
  return findings
}

function judgeAll(
  where: string,
  question: string,
  ledger: Floor['ledger'],
  shownAs: (kind: Line['kind'], fate: Fate) => readonly Shown[],
): readonly string[] {
  return (['message', 'note'] as const).flatMap((kind) =>
    (['said', 'withdrawn'] as const).flatMap((fate) =>
      judge(`${where}, ${kind} ${fate}`, ledger.in(question, kind, fate), shownAs(kind, fate)),
    ),
  )
}

/** Both as they are, sorted: what happened twice stands there twice. */
function differences(where: string, expected: readonly string[], found: readonly string[]): readonly string[] {
  const sorted = found.toSorted()
  return sorted.join() === expected.join() ? [] : [`${where}: ${sorted.join(', ')}; expected ${expected.join(', ')}`]
}
