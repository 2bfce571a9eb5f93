import { type FormEvent, useCallback, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { useCustomerName } from '../../../parts/customer-name.ts'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { TextInput } from '../../../ui/text-input.tsx'
import styles from './find-customer.module.css'

const most = 12

interface FindCustomerProps {
  except: Customer
  onChoose: (customer: Customer) => void
}

/** Among those of the same brand, found by a few letters of a name, an address or a number. */
export function FindCustomer({ except, onChoose }: FindCustomerProps) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const { names } = useFormats()
  const nameOf = useCustomerName()
  const [words, setWords] = useState('')
  const { brandId } = except
  const all = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.customers.search({ brandId, words, limit: most }, options),
      [queries, brandId, words],
    ),
    'customers',
  )
  const found = all?.filter(({ id }) => id !== except.id)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const [first] = found ?? []
    if (words.trim() !== '' && first) onChoose(first)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput
        label={t('customer.merge.find')}
        hint={t('customer.merge.findHint')}
        autoComplete="off"
        dir="auto"
        maxLength={120}
        // It was called up to be typed into.
        ref={focusOnEntry}
        value={words}
        onChange={({ target: { value } }) => setWords(value)}
      />
      {words.trim() !== '' && found?.length === 0 ? <p className={styles.none}>{t('customer.merge.nobody')}</p> : null}
      <ul className={styles.found} aria-label={t('customer.merge.found')}>
        {found?.map((customer) => (
          <li key={customer.id}>
            <AriaButton className={styles.customer ?? ''} onPress={() => onChoose(customer)}>
              <bdi className={styles.name}>{nameOf(customer.name)}</bdi>
              <span className={styles.facts}>
                {[customer.email, customer.phone, customer.city, names.country(customer.country)]
                  .filter((fact) => fact !== '')
                  .map((fact) => (
                    <bdi key={fact}>{fact}</bdi>
                  ))}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </form>
  )
}
