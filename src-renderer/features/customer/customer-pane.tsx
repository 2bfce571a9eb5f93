import { UserRoundSearch, X } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import header from '../../parts/pane-header.module.css'
import { useOpenConversation } from '../../state/open-conversation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { CustomerCard } from './customer-card.tsx'
import styles from './customer-pane.module.css'
import { CustomerDetail, CustomerDetails } from './details/customer-details.tsx'
import { EarlierConversations } from './earlier-conversations.tsx'
import { Identities } from './identities.tsx'
import { OwnFields } from './fields/own-fields.tsx'
import { LinkedConversations } from './links/linked-conversations.tsx'
import { MergeCustomers } from './merge/merge-customers.tsx'
import { MergedCustomers } from './merge/merged-customers.tsx'
import { OrderList } from './order-list.tsx'
import { PaneSection } from './pane-section.tsx'
import { VisitCard } from './visit/visit-card.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

/** Who writes, beside what they write. */
export function CustomerPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const open = useOpenConversation()
  const conversation = open.state === 'here' ? open.row.conversation : null
  return (
    <section className={styles.pane} data-pane="context" aria-label={t('customer.label')}>
      <header className={header.header}>
        <h2 className={header.title}>{t('customer.label')}</h2>
        <IconButton label={t('customer.hide')} keys={keysOf('pane.context')} size="small" onPress={onClose}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      {conversation ? (
        <CustomerFacts customerId={conversation.customerId} conversation={conversation} />
      ) : (
        <EmptyState icon={<UserRoundSearch size={32} strokeWidth={1.25} />} title={t('customer.none.title')}>
          {t('customer.none.lesson')}
        </EmptyState>
      )}
    </section>
  )
}

function CustomerFacts({ customerId, conversation }: { customerId: string; conversation: Conversation }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const conversationId = conversation.id
  const known = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.customer.watch({ customerId }, options),
      [queries, customerId],
    ),
    customerId,
  )
  const conversations = known?.conversations
  const earlier = useMemo(
    () => conversations?.filter(({ id }) => id !== conversationId) ?? [],
    [conversations, conversationId],
  )
  const details = useRef<HTMLDivElement>(null)
  useCommand('customer.edit', {
    isAvailable: () => details.current !== null,
    run: () => details.current?.querySelector('button')?.click(),
  })
  if (!known) return null
  const { customer, orders, merged } = known
  if (!customer) return <p className={styles.absent}>{t('customer.notHere')}</p>
  return (
    <ScrollRegion className={styles.scroll} label={t('customer.details')} data-pane-entry="">
      <CustomerCard customer={customer} />
      {conversation.visit ? (
        <PaneSection title={t('visit.title')}>
          <VisitCard visit={conversation.visit} />
        </PaneSection>
      ) : null}
      <PaneSection title={t('ownField.title')}>
        <OwnFields
          key={conversationId}
          of={{ conversationId }}
          about="conversation"
          brandId={conversation.brandId}
          fields={conversation.fields}
        />
      </PaneSection>
      <LinkedConversations conversationId={conversationId} />
      <PaneSection title={t('customer.about')}>
        <CustomerDetail customer={customer} detail="about" />
      </PaneSection>
      <PaneSection title={t('customer.details')}>
        <div ref={details}>
          <CustomerDetails customer={customer} />
        </div>
        <OwnFields
          key={customer.id}
          of={{ customerId: customer.id }}
          about="customer"
          brandId={customer.brandId}
          fields={customer.fields}
        />
      </PaneSection>
      <PaneSection title={t('customer.orders')} count={sum([customer, ...merged])}>
        <OrderList orders={orders} />
      </PaneSection>
      <PaneSection title={t('customer.earlier')} count={earlier.length}>
        <EarlierConversations conversations={earlier} />
      </PaneSection>
      <PaneSection title={t('customer.identities')}>
        <Identities customers={[customer, ...merged]} />
      </PaneSection>
      {merged.length === 0 ? null : (
        <PaneSection title={t('customer.merge.merged')} count={merged.length}>
          <MergedCustomers merged={merged} />
        </PaneSection>
      )}
      <MergeCustomers key={customer.id} customer={customer} />
    </ScrollRegion>
  )
}

const sum = (customers: readonly Customer[]) => customers.reduce((total, { orderCount }) => total + orderCount, 0)
