import { CircleCheck, Laptop, ShieldQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import styles from './server-facts.module.css'

const icons = { public: CircleCheck, 'this-computer': Laptop, 'unknown-certificate': ShieldQuestion } as const

export function ServerFacts({ found }: { found: ServerFound }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const Icon = icons[found.trust]
  return (
    <dl className={styles.facts}>
      <Fact name={t('server.address')} value={found.url} />
      <Fact name={t('sync.version')} value={found.version} />
      {found.issuer === '' ? null : <Fact name={t('server.issuer')} value={found.issuer} />}
      {found.validUntilAt === 0 ? null : <Fact name={t('server.validUntil')} value={time.date(found.validUntilAt)} />}
      <div className={styles.trust} data-trust={found.trust}>
        <dt>{t('server.trust.title')}</dt>
        <dd>
          <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
          <span>{t(`server.trust.${found.trust}`)}</span>
        </dd>
      </div>
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
