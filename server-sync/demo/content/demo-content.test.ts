import { describe, expect, it } from 'vitest'
import type { RowWrite } from '#shared/domain/command.ts'
import { notWaiting } from '#shared/domain/conversation/conversation.ts'
import { type SyncedCollection, type SyncedRows, syncedEntities } from '#shared/domain/entities.ts'
import { snippetOf } from '#shared/domain/message/snippet.ts'
import { demoSignIns } from '../sign-ins.ts'
import { demoContent } from './demo-content.ts'

const now = Date.UTC(2031, 4, 14, 10, 30)
const { rows } = demoContent(now)

function all<Name extends SyncedCollection>(collection: Name): SyncedRows[Name][] {
  return rows.filter((write) => write.collection === collection).map((write) => write.row as SyncedRows[Name])
}

const ids = (list: readonly { id: string }[]) => new Set<string>(list.map((row) => row.id))
const directory = all('directory')
const conversations = all('conversation')
const timeline = all('timeline')
const customers = all('customer')
const orders = all('order')
const entriesOf = new Map(
  conversations.map(({ id }) => [
    id,
    timeline.filter((entry) => entry.conversationId === id).toSorted((a, b) => a.number - b.number),
  ]),
)
const agents = directory.filter((entry) => entry.kind === 'agent')

describe('the demonstration organisation', () => {
  it('is the same for the same moment', () => {
    expect(demoContent(now).rows).toEqual(rows)
  })

  it('moves with the moment: only times, and dates in texts, differ', () => {
    const later = demoContent(now + 86_400_000).rows
    const references = (list: readonly RowWrite[]) =>
      list.flatMap((write) => (write.collection === 'order' ? [`${write.row.reference} ${write.row.status}`] : []))
    expect(references(later)).toEqual(references(rows))
  })

  it('holds only rows that their entity accepts', () => {
    const problems = rows.flatMap(({ collection, row }) => {
      const { error } = syncedEntities[collection].schema.safeParse(row)
      return error ? [`${row.id}: ${error.message}`] : []
    })
    expect(problems).toEqual([])
  })

  it('gives every row an id of its own of at most 36 characters', () => {
    for (const collection of Object.keys(syncedEntities) as SyncedCollection[]) {
      const list = all(collection)
      expect(ids(list).size).toBe(list.length)
      expect(list.filter((row) => row.id.length > 36)).toEqual([])
    }
  })

  it('lays nothing in the future', () => {
    const times = [
      ...timeline.map((entry) => entry.createdAt),
      ...orders.map((order) => order.placedAt),
      ...customers.map((customer) => customer.customerSinceAt),
      ...all('knowledge').map((article) => article.updatedAt),
    ]
    expect(Math.max(...times)).toBeLessThanOrEqual(now)
    expect(Math.min(...times)).toBeGreaterThan(now - 5 * 365 * 86_400_000)
  })

  it('is as large as a real day', () => {
    const open = conversations.filter((conversation) => conversation.status === 'open')
    const of = (agentId: string | null) => open.filter((conversation) => conversation.assigneeId === agentId).length
    expect(customers.length).toBeGreaterThanOrEqual(290)
    expect(orders.length).toBeGreaterThanOrEqual(500)
    expect(conversations.length).toBe(260)
    expect(open.length).toBe(70)
    expect(conversations.filter((conversation) => conversation.status === 'snoozed').length).toBe(10)
    expect([of('agent-amara'), of('agent-kenji')]).toEqual([14, 12])
    expect(of(null)).toBeGreaterThan(10)
  })
})

describe('references', () => {
  it('lead to rows that exist, in the same brand', () => {
    const known = ids(directory)
    const byId = new Map<string, { brandId: string }>(
      [...customers, ...conversations, ...directory].map((row) => [row.id, row]),
    )
    const problems = [
      ...directory.filter((entry) => entry.parentId !== '' && !known.has(entry.parentId)),
      ...directory.filter((entry) => entry.brandIds.some((brand) => !known.has(brand))),
      ...conversations.filter(
        ({ assigneeId }) => assigneeId !== null && !agents.some((agent) => agent.id === assigneeId),
      ),
      ...conversations.filter(({ queueId, brandId }) => !['', brandId].includes(byId.get(queueId)?.brandId ?? 'none')),
      ...[...conversations, ...orders].filter(({ customerId, brandId }) => byId.get(customerId)?.brandId !== brandId),
      ...timeline.filter(({ conversationId, brandId }) => byId.get(conversationId)?.brandId !== brandId),
      ...[...customers, ...conversations, ...orders].filter(({ brandId }) => byId.get(brandId) === undefined),
    ]
    expect(problems.map((row) => row.id)).toEqual([])
  })

  it('give each conversation to somebody who speaks its language and serves its brand', () => {
    const mistakes = conversations.filter(({ assigneeId, language, brandId }) => {
      const agent = agents.find(({ id }) => id === assigneeId)
      return agent && !(agent.languages.includes(language) && agent.brandIds.includes(brandId))
    })
    expect(mistakes.map(({ id, assigneeId, language }) => `${id} ${assigneeId} ${language}`)).toEqual([])
  })

  it('name colleagues in notes who see the brand, link both ways in one brand, and fill fields as they are defined', () => {
    const named = conversations.filter(({ mentionedIds }) => mentionedIds.length > 0)
    expect(named.length).toBeGreaterThan(3)
    expect(named.some(({ mentionedIds }) => mentionedIds.includes('agent-amara'))).toBe(true)
    for (const { id, brandId, mentionedIds } of named) {
      const mentioned = entriesOf.get(id)?.flatMap(({ mentions }) => mentions) ?? []
      expect(mentioned).toEqual(mentionedIds)
      for (const agentId of mentionedIds)
        expect(agents.find((agent) => agent.id === agentId)?.brandIds, id).toContain(brandId)
    }
    const linked = conversations.filter(({ linkedIds }) => linkedIds.length > 0)
    expect(linked.length).toBeGreaterThan(5)
    for (const { id, brandId, linkedIds } of linked)
      for (const otherId of linkedIds)
        expect(conversations.find((other) => other.id === otherId)).toMatchObject({ brandId, linkedIds: [id] })
    const fields = [...conversations, ...customers].flatMap((row) => row.fields)
    expect(new Set(fields.map(({ fieldId }) => fieldId)).size).toBeGreaterThan(3)
    const choices = directory.find(({ id }) => id === 'field-reason')?.field?.choices ?? []
    const chosen = fields.filter(({ fieldId }) => fieldId === 'field-reason').map(({ value }) => String(value))
    expect(chosen.filter((value) => !choices.includes(value))).toEqual([])
  })

  it('know the three who sign in', () => {
    for (const { email, name } of Object.values(demoSignIns)) {
      expect(agents.filter((agent) => agent.email === email).map((agent) => agent.name)).toEqual([name])
    }
  })
})

describe('timelines', () => {
  it('are numbered from one without a gap, in the order of time, up to lastNumber', () => {
    for (const conversation of conversations) {
      const entries = entriesOf.get(conversation.id) ?? []
      expect(entries.map((entry) => entry.number)).toEqual(entries.map((_, index) => index + 1))
      expect(entries.map((entry) => entry.createdAt)).toEqual(
        entries.map((entry) => entry.createdAt).toSorted((a, b) => a - b),
      )
      expect(conversation.lastNumber).toBe(entries.length)
      expect(conversation.openedAt).toBe(entries[0]?.createdAt)
    }
  })

  it('agree with what the list shows of them', () => {
    for (const conversation of conversations) {
      const entries = entriesOf.get(conversation.id) ?? []
      const last = entries.findLast((entry) => entry.kind === 'message')
      expect(conversation.snippet).toBe(snippetOf(last?.text ?? ''))
      expect(conversation.lastMessageAt).toBe(last?.createdAt)
      expect(conversation.lastMessageBy).toBe(last?.authorKind)
      expect(conversation.resolvedAt > 0).toBe(conversation.status === 'resolved')
    }
  })

  it('tell since when the customer waits, and how much is unread', () => {
    for (const conversation of conversations) {
      let waitingSinceAt = notWaiting
      let unread = 0
      for (const entry of entriesOf.get(conversation.id) ?? []) {
        if (entry.kind === 'message' && entry.authorKind === 'customer') {
          waitingSinceAt = Math.min(waitingSinceAt, entry.createdAt)
          unread += 1
        } else if (entry.event?.type === 'resolved' || (entry.kind === 'message' && entry.authorKind === 'agent')) {
          waitingSinceAt = notWaiting
          unread = 0
        }
      }
      expect(conversation.waitingSinceAt).toBe(waitingSinceAt)
      expect([0, unread]).toContain(conversation.unreadCount)
    }
  })

  it('let nobody wait in what is snoozed or resolved', () => {
    const closed = conversations.filter(({ status }) => status !== 'open')
    expect(closed.filter(({ waitingSinceAt }) => waitingSinceAt !== notWaiting).map(({ id }) => id)).toEqual([])
  })

  it('have no slot left open and no delivery on what never leaves', () => {
    expect(timeline.filter((entry) => /[{}]/.test(entry.text)).map((entry) => entry.id)).toEqual([])
    expect(conversations.filter(({ subject }) => /[{}]/.test(subject)).map(({ id }) => id)).toEqual([])
    const outward = timeline.filter((entry) => entry.deliveryState !== 'none')
    expect(outward.every((entry) => entry.kind === 'message' && entry.authorKind !== 'customer')).toBe(true)
    expect(
      timeline
        .filter((entry) => entry.kind === 'message' && entry.authorKind === 'agent')
        .every((entry) => outward.includes(entry)),
    ).toBe(true)
  })

  it('repeat no first message among what is open', () => {
    const open = conversations.filter((conversation) => conversation.status === 'open')
    const openings = open.map(({ id }) => entriesOf.get(id)?.find((entry) => entry.kind === 'message')?.text)
    expect(new Set(openings).size).toBe(open.length)
    expect(new Set(open.map(({ customerId }) => customerId)).size).toBe(open.length)
  })
})

describe('orders', () => {
  it('add up, and so do their customers', () => {
    for (const order of orders) {
      expect(order.totalMinor).toBe(order.lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0))
      expect(order.reference).toMatch(order.brandId === 'northwind-home' ? /^NH-\d{5}$/ : /^KC-\d{5}$/)
    }
    for (const customer of customers) {
      const own = orders.filter((order) => order.customerId === customer.id)
      const kept = own.filter(({ status }) => status !== 'cancelled' && status !== 'refunded')
      expect(customer.orderCount).toBe(own.length)
      expect(customer.spentMinor).toBe(kept.reduce((sum, order) => sum + order.totalMinor, 0))
      expect(own.every((order) => order.currency === customer.currency)).toBe(true)
      expect(customer.customerSinceAt).toBeLessThanOrEqual(Math.min(now, ...own.map((order) => order.placedAt)))
    }
  })

  it('are in a state that their dates allow', () => {
    const dayMs = 86_400_000
    const problems = orders.filter(({ status, placedAt, expectedAt, trackingNumber }) => {
      const ageMs = now - placedAt
      if (status === 'placed' || status === 'paid' || status === 'packed')
        return ageMs > 5 * dayMs || trackingNumber !== ''
      if (status === 'cancelled') return trackingNumber !== '' || expectedAt !== 0
      return trackingNumber === '' || ageMs < dayMs || (status !== 'shipped' && expectedAt > now)
    })
    expect(problems.map(({ reference, status }) => `${reference} ${status}`)).toEqual([])
  })
})

describe('knowledge and terms', () => {
  it('translate articles that exist', () => {
    const articles = all('knowledge')
    const english = new Set(articles.filter(({ language }) => language === 'en').map(({ articleId }) => articleId))
    expect(articles.filter(({ articleId }) => !english.has(articleId)).map(({ id }) => id)).toEqual([])
  })

  it('leave no term without a translation', () => {
    expect(all('language').filter(({ source, target }) => source === '' || target === '')).toEqual([])
  })
})
