import { ArrowDownWideNarrow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InboxOrder } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'

export function OrderMenu({ order, onOrder }: { order: InboxOrder; onOrder: (order: InboxOrder) => void }) {
  const { t } = useTranslation()
  const choices = [
    { id: 'waiting', name: t('inbox.order.waiting') },
    { id: 'recent', name: t('inbox.order.recent') },
  ] as const
  return (
    <Menu
      label={t('inbox.order.label')}
      trigger={
        <Button
          look="quiet"
          size="small"
          icon={<ArrowDownWideNarrow size={14} strokeWidth={1.75} aria-hidden="true" />}
        >
          {t(`inbox.order.${order}`)}
        </Button>
      }
    >
      <MenuChoice name="order" title={t('inbox.order.label')} choices={choices} chosen={order} onChoose={onOrder} />
    </Menu>
  )
}
