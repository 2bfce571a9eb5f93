import { useTranslation } from 'react-i18next'
import type { AroundConversation, HereMode } from '#shared/sync/around-protocol.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useAgentName } from '../use-agent-name.ts'

export type AroundKind = HereMode | 'customer'

export interface AroundWords {
  readonly kind: AroundKind
  readonly words: string
}

/** Who does what in a conversation, a sentence each; what matters most comes first. */
export function useAroundWords({ agents, isCustomerTyping }: AroundConversation): readonly AroundWords[] {
  const { t } = useTranslation()
  const { names } = useFormats()
  const nameOf = useAgentName()
  const sentence = (kind: HereMode): readonly AroundWords[] => {
    const doing = agents.filter(({ mode }) => mode === kind).map(({ agentId }) => nameOf(agentId))
    if (doing.length === 0) return []
    return [{ kind, words: t(`around.${kind}`, { count: doing.length, names: names.list(doing) }) }]
  }
  return [
    ...sentence('replying'),
    ...(isCustomerTyping ? [{ kind: 'customer' as const, words: t('around.customer') }] : []),
    ...sentence('noting'),
    ...sentence('viewing'),
  ]
}
