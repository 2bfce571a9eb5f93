import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { mergeCustomers } from '../../../actions/customer-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import header from '../../../parts/pane-header.module.css'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { OverlayPanel } from '../../../ui/overlay-panel.tsx'
import { FindCustomer } from './find-customer.tsx'
import { MergePreview } from './merge-preview.tsx'

/** The same person under two names: whom, what they will be together, and then the deed. */
export function MergeCustomers({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const name = useCommandName()('customer.merge')
  const [isOpen, setIsOpen] = useState(false)
  const [other, setOther] = useState<Customer | null>(null)
  const open = () => {
    setOther(null)
    setIsOpen(true)
  }
  useCommand('customer.merge', { run: open })
  const merge = async (from: Customer, into: Customer) => {
    setIsOpen(false)
    if (wasSaved(await mergeCustomers(desk, from.id, into.id))) announce(t('customer.said.merged'))
  }
  return (
    <>
      <Button size="small" look="quiet" onPress={open}>
        {name}
      </Button>
      <OverlayPanel label={name} place="top" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <header className={header.header}>
          <h2 className={header.title}>{name}</h2>
          <IconButton label={t('help.close')} size="small" onPress={() => setIsOpen(false)}>
            <X size={16} strokeWidth={1.75} />
          </IconButton>
        </header>
        {other ? (
          <MergePreview
            one={customer}
            other={other}
            onBack={() => setOther(null)}
            onMerge={(from, into) => inBackground(() => merge(from, into))()}
          />
        ) : (
          <FindCustomer except={customer} onChoose={setOther} />
        )}
      </OverlayPanel>
    </>
  )
}
