import { useTranslation } from 'react-i18next'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'

/** What the agent wanted and what is so now. A kind that this build has no words for is named, not hidden. */
export function useRefusalWords() {
  const { t, i18n } = useTranslation()
  const nameOf = useAgentName()
  return {
    title({ type }: Pick<RefusalCard, 'type'>): string {
      const key = `refusal.wanted.${type.replace('.', '-')}`
      return i18n.exists(key) ? t(key as 'refusal.wanted.other') : t('refusal.wanted.other')
    },
    reason({ refusal: { kind, detail } }: Pick<RefusalCard, 'refusal'>): string {
      const key = `refusal.kind.${kind}`
      const who = detail?.assigneeId ?? detail?.agentId
      const name = typeof who === 'string' ? nameOf(who) : ''
      return i18n.exists(key) ? t(key as 'refusal.kind.command/invalid', { name }) : t('refusal.kind.other', { kind })
    },
  }
}
