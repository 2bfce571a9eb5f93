import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageContext, Visit } from '#shared/domain/visit/visit.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import styles from './visit-card.module.css'

/** What the shop's page and the chat's forms told. All of it is a stranger's text: shown as text, never followed. */
export const VisitCard = memo(function VisitCard({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const { names } = useFormats()
  const { context, suspicion, wasAway, orderNumber, answerTo, consent, stars } = visit
  return (
    <div className={styles.card}>
      {suspicion === '' ? null : (
        <p className={styles.warning}>
          <strong>{t('visit.suspicion')}</strong> {t(`visit.why.${suspicion}`)}
        </p>
      )}
      {wasAway ? <p className={styles.away}>{t('visit.away')}</p> : null}
      <dl className={styles.facts}>
        {context ? <OnThePage context={context} /> : null}
        {orderNumber === '' ? null : <Fact name={t('visit.order')}>{orderNumber}</Fact>}
        {answerTo === '' ? null : <Fact name={t('visit.answerTo')}>{answerTo}</Fact>}
        {consent === '' ? null : <Fact name={t('visit.consent')}>{consent}</Fact>}
        {stars === 0 ? null : <Fact name={t('visit.rating')}>{t('visit.stars', { value: names.number(stars) })}</Fact>}
      </dl>
      {context ? <p className={styles.source}>{t('visit.untrusted')}</p> : null}
    </div>
  )
})

function OnThePage({ context: { url, product, cart, currency } }: { context: PageContext }) {
  const { t } = useTranslation()
  const { names } = useFormats()
  const money = (minor: number) => (currency === '' ? '' : names.money(minor, currency))
  return (
    <>
      {product ? (
        <Fact name={t('visit.product')}>
          {product.title} <span className={styles.money}>{money(product.priceMinor)}</span>
        </Fact>
      ) : null}
      {cart && cart.lines.length > 0 ? (
        <Fact name={t('visit.cart')}>
          <ul className={styles.lines}>
            {cart.lines.map(({ id, title, quantity, priceMinor }, place) => (
              // A page may name two lines alike.
              <li key={`${place}/${id}`}>
                <bdi>
                  {names.number(quantity)} × {title}
                </bdi>
                <span className={styles.money}>{money(priceMinor * quantity)}</span>
              </li>
            ))}
            <li className={styles.total}>
              <span>{t('visit.total')}</span>
              <span className={styles.money}>{money(cart.totalMinor)}</span>
            </li>
          </ul>
        </Fact>
      ) : null}
      {url === '' ? null : (
        <Fact name={t('visit.page')}>
          <bdi className={styles.address}>{url}</bdi>
        </Fact>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}
