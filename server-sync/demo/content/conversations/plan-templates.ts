import { isOfKind, products } from '../catalogue/product.ts'
import type { PlannedCustomer } from '../customers/customer-plan.ts'
import { type AgentId, agents } from '../directory/agents.ts'
import type { BrandId, DemoLanguage } from '../directory/brands.ts'
import { type SeededRandom, createSeededRandom } from '../seeded-random.ts'
import { languagePacks } from './language-packs.ts'
import { conversationId } from './plan-scripts.ts'
import type { PlannedConversation } from './planned-conversation.ts'
import type { Template, Turn } from './script.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const nh: BrandId = 'northwind-home'
const kc: BrandId = 'kite-and-crane'

/** Open besides the hand-written ones. `answered`: the agent wrote last and the customer is to answer. */
const open: readonly (readonly [DemoLanguage, BrandId, AgentId | undefined, ('waiting' | 'answered')?])[] = [
  ['en', nh, undefined],
  ['en', kc, 'agent-kenji'],
  ['en', nh, 'agent-amara', 'answered'],
  ['fr', nh, 'agent-amara'],
  ['fr', nh, undefined],
  ['de', nh, undefined],
  ['de', nh, 'agent-lukas', 'answered'],
  ['it', nh, 'agent-giulia', 'answered'],
  ['it', nh, undefined],
  ['pt', nh, 'agent-rui', 'answered'],
  ['zh-Hans', kc, 'agent-meilin'],
  ['ko', kc, 'agent-minjun', 'answered'],
  ['ko', kc, undefined],
  ['ar', kc, 'agent-layla'],
  ['ja', kc, undefined],
]

const snoozed: readonly (readonly [DemoLanguage, BrandId, AgentId])[] = [
  ['en', nh, 'agent-amara'],
  ['en', kc, 'agent-bea'],
  ['de', nh, 'agent-lukas'],
  ['fr', nh, 'agent-camille'],
  ['ja', kc, 'agent-kenji'],
  ['zh-Hans', kc, 'agent-meilin'],
  ['es', kc, 'agent-mateo'],
]

const resolved: readonly (readonly [DemoLanguage, BrandId, number])[] = [
  ['en', nh, 30],
  ['en', kc, 22],
  ['de', nh, 22],
  ['fr', nh, 22],
  ['es', nh, 8],
  ['es', kc, 10],
  ['it', nh, 10],
  ['pt', nh, 8],
  ['zh-Hans', kc, 14],
  ['ja', kc, 13],
  ['ko', kc, 9],
  ['ar', kc, 10],
]

/** @param crowd customers without a hand-written conversation; @param everybody also those with one, for the past. */
export function planTemplates(
  firstIndex: number,
  crowd: readonly PlannedCustomer[],
  everybody: readonly PlannedCustomer[],
): readonly PlannedConversation[] {
  const random = createSeededRandom('templates')
  const uses = new Map<DemoLanguage, number>()
  const contacts = new Map<string, number>()
  let index = firstIndex

  const plan = (
    language: DemoLanguage,
    brand: BrandId,
    fate: Pick<PlannedConversation, 'status' | 'by' | 'agoMs'> & { cut: 'waiting' | 'answered' | 'whole' },
  ): PlannedConversation => {
    const { template, subject, opening } = nextOpening(language, uses)
    const pool = (fate.status === 'resolved' ? everybody : crowd).filter(
      (one) => one.brand === brand && one.language === language,
    )
    const fewest = Math.min(...pool.map((one) => contacts.get(one.id) ?? 0))
    const customer = random.pick(pool.filter((one) => (contacts.get(one.id) ?? 0) === fewest))
    contacts.set(customer.id, fewest + 1)
    const product = pickProduct(brand, template, random)
    const extra = random.chance(0.4) && template.order?.after === undefined ? random.pick(products[brand]).sku : product
    return {
      id: conversationId(index++),
      brand,
      language,
      customer,
      channel: random.pick(template.channels),
      subject,
      tags: template.tags,
      priority: template.priority ?? 'normal',
      status: fate.status,
      by: fate.by,
      agoMs: fate.agoMs,
      isSeen: false,
      turns: cutTurns([['customer', opening], ...template.turns], fate.cut),
      order: template.order && {
        ...template.order,
        daysAgo: template.order.daysAgo + random.between(0, 2),
        lines: extra === product ? [[product]] : [[product], [extra]],
      },
      sku: product,
      isOnTime: true,
    }
  }

  return [
    ...open.map(([language, brand, by, cut = 'waiting']) =>
      plan(language, brand, { status: 'open', by, cut, agoMs: random.between(9, 85) * minuteMs }),
    ),
    ...snoozed.map(([language, brand, by]) =>
      plan(language, brand, { status: 'snoozed', by, cut: 'answered', agoMs: random.between(4, 60) * hourMs }),
    ),
    ...resolved.flatMap(([language, brand, size]) =>
      Array.from({ length: size }, () =>
        plan(language, brand, {
          status: 'resolved',
          by: random.pick(agentsFor(language, brand)),
          cut: 'whole',
          // As many in the last day as in the ten before, and so on back to three months.
          agoMs: Math.round(1.5 * hourMs * ((90 * dayMs) / (1.5 * hourMs)) ** random.next()),
        }),
      ),
    ),
  ]
}

/** Goes through a language's templates before any comes twice, and then takes the next opening of each. */
function nextOpening(language: DemoLanguage, uses: Map<DemoLanguage, number>) {
  const templates = languagePacks.find((pack) => pack.language === language)?.templates ?? []
  const use = uses.get(language) ?? 0
  uses.set(language, use + 1)
  const template = templates[use % templates.length]
  const opening = template?.openings[Math.floor(use / templates.length) % template.openings.length]
  if (!template || !opening) throw new Error(`no template in ${language}`)
  return { template, subject: opening[0], opening: opening[1] }
}

function pickProduct(brand: BrandId, { about }: Template, random: SeededRandom): string {
  const fitting = about ? products[brand].filter((product) => isOfKind(product, about)) : products[brand]
  return random.pick(fitting.length > 0 ? fitting : products[brand]).sku
}

function cutTurns(turns: readonly Turn[], cut: 'waiting' | 'answered' | 'whole'): readonly Turn[] {
  if (cut === 'whole') return turns
  const firstAnswer = turns.findIndex(([kind]) => kind === 'agent')
  return turns.slice(0, cut === 'waiting' ? firstAnswer : firstAnswer + 1)
}

const agentsFor = (language: DemoLanguage, brand: BrandId): readonly AgentId[] =>
  agents
    .filter(({ role, languages, brands }) => role === 'agent' && has(languages, language) && has(brands, brand))
    .map((agent) => agent.id)

const has = <T>(list: readonly T[], wanted: T) => list.includes(wanted)
