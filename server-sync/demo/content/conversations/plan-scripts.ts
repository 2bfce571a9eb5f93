import { plannedCustomer } from '../customers/customer-plan.ts'
import { languagePacks } from './language-packs.ts'
import type { PlannedConversation } from './planned-conversation.ts'

const minuteMs = 60_000

export function planScripts(): readonly PlannedConversation[] {
  const scripts = languagePacks.flatMap((pack) => pack.scripts.map((script) => ({ script, language: pack.language })))
  return scripts.map(
    ({ script, language }, index): PlannedConversation => ({
      id: conversationId(index + 1),
      brand: script.brand,
      language,
      customer: plannedCustomer(script.brand, language, script.who),
      channel: script.channel,
      subject: script.subject,
      tags: script.tags ?? [],
      priority: script.priority ?? 'normal',
      status: script.status ?? 'open',
      by: script.by,
      agoMs: script.ago * minuteMs,
      isSeen: script.seen ?? (script.by !== undefined && index % 4 === 1),
      turns: script.turns,
      order: script.order,
      sku: script.order?.lines[0]?.[0] ?? '',
      isOnTime: false,
    }),
  )
}

export const conversationId = (index: number) =>
  `conversation-${String(index).padStart(3, '0')}` as PlannedConversation['id']
