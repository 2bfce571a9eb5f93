import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditableDetail, editableDetails } from '#shared/domain/customer/is-well-formed.ts'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import { editCustomer } from '../../actions/customer-actions.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { Button } from '../../ui/button.tsx'
import styles from './changed-detail.module.css'

type Changed = RefusalCard & { readonly customerId: string }

/** A customer's detail that somebody else had changed meanwhile. */
export const isChangedDetail = (card: RefusalCard): card is Changed =>
  card.customerId !== null && card.refusal.kind === 'customer/changed-meanwhile' && detailOf(card) !== undefined

const detailOf = ({ refusal }: RefusalCard): EditableDetail | undefined =>
  editableDetails.find((detail) => detail === refusal.detail?.field)

/** Theirs beside mine; mine can be written over it, now that I have seen theirs. */
export function ChangedDetail({ card, onDone }: { card: Changed; onDone: () => Promise<void> }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const { customerId } = card
  const known = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => desk.queries.customer.watch({ customerId }, options),
      [desk.queries, customerId],
    ),
    customerId,
  )
  const detail = detailOf(card)
  if (!detail) return null
  const mine = card.text ?? ''
  const theirs = known?.customer?.[detail]
  const useMine = async () => {
    if (theirs === undefined) return
    if (wasSaved(await editCustomer(desk, customerId, detail, theirs, mine))) await onDone()
  }
  const said = (value: string) => (value === '' ? t('customer.notKnown') : value)
  return (
    <>
      <dl className={styles.both}>
        <div>
          <dt>{t('refusal.theirs', { detail: t(`customer.detail.${detail}`) })}</dt>
          <dd dir="auto">{theirs === undefined ? '' : said(theirs)}</dd>
        </div>
        <div>
          <dt>{t('refusal.yours')}</dt>
          <dd dir="auto">{said(mine)}</dd>
        </div>
      </dl>
      <Button size="small" isDisabled={theirs === undefined} onPress={inBackground(useMine)}>
        {t('refusal.useMine')}
      </Button>
    </>
  )
}
