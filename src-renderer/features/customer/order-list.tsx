import { CircleX, PackageCheck, Package, ReceiptText, RotateCcw, Truck, Wallet } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/domain/order/order.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import styles from './order-list.module.css'

const icons = {
  placed: ReceiptText,
  paid: Wallet,
  packed: Package,
  shipped: Truck,
  delivered: PackageCheck,
  returned: RotateCcw,
  refunded: RotateCcw,
  cancelled: CircleX,
} as const satisfies Record<Order['status'], typeof Truck>

export const OrderList = memo(function OrderList({ orders }: { orders: readonly Order[] }) {
  const { t } = useTranslation()
  if (orders.length === 0) return <p className={styles.none}>{t('customer.noOrders')}</p>
  return (
    <ul className={styles.list}>
      {orders.map((order) => (
        <OrderItem key={order.id} order={order} />
      ))}
    </ul>
  )
})

function OrderItem({ order }: { order: Order }) {
  const { t } = useTranslation()
  const { names, time } = useFormats()
  const Icon = icons[order.status]
  const isOnItsWay = order.expectedAt > 0 && ['placed', 'paid', 'packed', 'shipped'].includes(order.status)
  return (
    <li className={styles.order}>
      <p className={styles.line}>
        <bdi className={styles.reference}>{order.reference}</bdi>
        <span className={styles.money}>{names.money(order.totalMinor, order.currency)}</span>
      </p>
      <p className={styles.goods} dir="auto">
        {order.lines.map(({ title, quantity }) => (quantity > 1 ? `${quantity} × ${title}` : title)).join(', ')}
      </p>
      <p className={styles.line}>
        <span className={styles.status}>
          <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
          {t(`order.${order.status}`)}
        </span>
        <span className={styles.date}>
          {isOnItsWay ? t('order.expected', { date: time.date(order.expectedAt) }) : time.date(order.placedAt)}
        </span>
      </p>
      {order.trackingNumber === '' ? null : (
        <p className={styles.tracking}>
          <bdi>{order.carrier}</bdi> <bdi>{order.trackingNumber}</bdi>
        </p>
      )}
    </li>
  )
}
