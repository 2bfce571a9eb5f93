import type { RowWrite } from '#shared/domain/command.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { productBySku } from './catalogue/product.ts'
import { conversationRows } from './conversations/conversation-rows.ts'
import { fillSlots } from './conversations/fill-slots.ts'
import { planScripts } from './conversations/plan-scripts.ts'
import { planTemplates } from './conversations/plan-templates.ts'
import type { PlannedConversation } from './conversations/planned-conversation.ts'
import { timeTurns } from './conversations/time-turns.ts'
import { planCrowd } from './customers/customer-plan.ts'
import { customerRow } from './customers/customer-rows.ts'
import { withLife } from './conversations/conversation-life.ts'
import { withCustomerFields } from './customers/customer-fields.ts'
import { awayReasonRows, fieldRows } from './directory/field-rows.ts'
import { directoryRows } from './directory/directory-rows.ts'
import { knowledgeRows } from './knowledge/knowledge-rows.ts'
import { planOrderOf, planOtherOrders } from './orders/plan-orders.ts'
import { orderRows } from './orders/planned-order.ts'
import { createSeededRandom } from './seeded-random.ts'
import { termRows } from './terms/term-rows.ts'

export interface DemoContent {
  readonly rows: readonly RowWrite[]
}

const dayMs = 86_400_000

/** A contact centre in the middle of its work day. The same `now` gives the same rows; every time is relative to it. */
export function demoContent(now: Instant): DemoContent {
  const scripts = planScripts()
  const written = scripts.map((conversation) => conversation.customer)
  const crowd = planCrowd(written)
  const customers = [...written, ...crowd]
  const timed = [...scripts, ...planTemplates(scripts.length + 1, crowd, customers)].map((plan) => {
    const steps = timeTurns(plan, now)
    return { plan, steps, openedAt: steps[0]?.at ?? now }
  })
  const ordersSpokenOf = timed.flatMap(({ plan, openedAt }) => planOrderOf(plan, openedAt, now) ?? [])
  const orders = orderRows([...ordersSpokenOf, ...planOtherOrders(customers, now)])

  const orderOf = new Map(orders.map(({ plan, row }) => [plan.conversationId, row]))
  const played = timed.map(({ plan, steps, openedAt }) => {
    const order = plan.order && orderOf.get(plan.id)
    const source = {
      customer: plan.customer,
      productTitle: productTitle(plan),
      order,
      etaAt: etaAt(plan, openedAt, order?.expectedAt),
    }
    return conversationRows(plan, steps, (text) => fillSlots(text, source))
  })

  const lived = withLife(played)
  const customerRows = customers.map((customer) => {
    const own = played
      .filter(({ conversation }) => conversation.customerId === customer.id)
      .map((one) => one.conversation)
    const history = {
      orders: orders.filter(({ row }) => row.customerId === customer.id).map(({ row }) => row),
      channels: own.map((conversation) => conversation.channel),
      firstContactAt: Math.min(...own.map((conversation) => conversation.openedAt)),
    }
    return withCustomerFields(customerRow(customer, history, now))
  })

  return {
    rows: [
      ...[...directoryRows(), ...fieldRows(), ...awayReasonRows()].map((row) => ({
        collection: 'directory' as const,
        row,
      })),
      ...customerRows.map((row) => ({ collection: 'customer' as const, row })),
      ...lived.map(({ conversation }) => ({ collection: 'conversation' as const, row: conversation })),
      ...lived.flatMap(({ entries }) => entries).map((row) => ({ collection: 'timeline' as const, row })),
      ...orders.map(({ row }) => ({ collection: 'order' as const, row })),
      ...knowledgeRows(now).map((row) => ({ collection: 'knowledge' as const, row })),
      ...termRows().map((row) => ({ collection: 'language' as const, row })),
    ],
  }
}

function productTitle({ sku, language }: PlannedConversation): string {
  if (sku === '') return ''
  const { titles } = productBySku(sku)
  return titles[language] ?? titles.en
}

/** The order's own date while it is under way, otherwise some day in the next two weeks. */
function etaAt(plan: PlannedConversation, openedAt: Instant, expectedAt: Instant | undefined): Instant {
  const isUnderWay = plan.order?.status === 'shipped' || plan.order?.status === 'packed'
  if (isUnderWay && expectedAt !== undefined) return expectedAt
  return openedAt + createSeededRandom(`eta ${plan.id}`).between(3, 13) * dayMs
}
