import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { announce } from '../../../../../src-renderer/ui/announcer.ts'
import { SelectInput } from '../../../../../src-renderer/ui/select-input.tsx'
import { TextInput } from '../../../../../src-renderer/ui/text-input.tsx'
import { adminApi } from '../../api/admin-api.ts'
import { CheckBox } from '../../parts/check-box.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Problem, type ProblemGiven } from '../../parts/problem.tsx'
import { TimeZoneInput } from '../../parts/time-zone-input.tsx'
import styles from '../agent-sheet.module.css'
import { days } from './chat-settings-of.ts'
import { writeDay } from './hours-text.ts'

const asks = ['no', 'optional', 'required'] as const

/** How a brand's web chat receives its visitors. */
export function ChatFields({ brand }: { brand: DirectoryEntry }) {
  const { t } = useTranslation()
  const form = brand.chat?.form
  return (
    <>
      <section className={styles.section} aria-label={t('chat.form')}>
        <h3 className={styles.title}>{t('chat.form')}</h3>
        <Ask label={t('chat.askName')} name="askName" chosen={form?.name} />
        <Ask label={t('chat.askEmail')} name="askEmail" chosen={form?.email} />
        <Ask label={t('chat.askOrderNumber')} name="askOrderNumber" chosen={form?.orderNumber} />
        <TextInput
          label={t('chat.consent')}
          hint={t('chat.consentHint')}
          name="consent"
          dir="auto"
          maxLength={500}
          defaultValue={form?.consent}
          autoComplete="off"
        />
      </section>
      <Hours brand={brand} />
      <Secret brand={brand} />
    </>
  )
}

function Ask({ label, name, chosen }: { label: string; name: string; chosen: (typeof asks)[number] | undefined }) {
  const { t } = useTranslation()
  return (
    <SelectInput label={label} name={name} defaultValue={chosen ?? 'no'}>
      {asks.map((ask) => (
        <option key={ask} value={ask}>
          {t(`chat.ask.${ask}`)}
        </option>
      ))}
    </SelectInput>
  )
}

function Hours({ brand }: { brand: DirectoryEntry }) {
  const { t, i18n } = useTranslation()
  const hours = brand.chat?.hours ?? null
  const [hasHours, setHasHours] = useState(hours !== null)
  // The fourth of January 1970 was a Sunday.
  const nameOf = (day: number) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + day))
  return (
    <section className={styles.section} aria-label={t('chat.hours')}>
      <h3 className={styles.title}>{t('chat.hours')}</h3>
      <CheckBox name="hasHours" checked={hasHours} onChange={(event) => setHasHours(event.target.checked)}>
        {t('chat.hasHours')}
      </CheckBox>
      {hasHours ? (
        <>
          <TimeZoneInput chosen={hours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone} />
          <p className={styles.lesson}>{t('chat.hoursLesson')}</p>
          {days.map((day) => (
            <TextInput
              key={day}
              label={nameOf(day)}
              name={`day${day}`}
              dir="ltr"
              defaultValue={hours ? writeDay(hours.week, day) : day >= 1 && day <= 5 ? '9:00-17:00' : ''}
              autoComplete="off"
            />
          ))}
          <TextInput
            label={t('chat.holidays')}
            hint={t('chat.holidaysHint')}
            name="holidays"
            dir="ltr"
            defaultValue={hours?.holidays.join(', ')}
            autoComplete="off"
          />
        </>
      ) : null}
    </section>
  )
}

function Secret({ brand }: { brand: DirectoryEntry }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState<string>()
  const [refused, setRefused] = useState<ProblemGiven>()
  const renew = async () => {
    const answer = await adminApi.renewChatSecret(brand.id)
    if (!answer.ok) return setRefused(answer)
    setRefused(undefined)
    setSecret(answer.value.secret)
    announce(t('chat.secretIsThere'), 'polite')
  }
  return (
    <section className={styles.section} aria-label={t('chat.secret')}>
      <h3 className={styles.title}>{t('chat.secret')}</h3>
      <p className={styles.lesson}>{t('chat.secretLesson')}</p>
      {refused === undefined ? null : <Problem {...refused} />}
      {secret === undefined ? null : (
        <>
          <p className={styles.lesson}>{t('chat.secretOnce')}</p>
          <output className={styles.secret} dir="ltr">
            {secret}
          </output>
        </>
      )}
      <div className={styles.actions}>
        <Confirm
          label={t('chat.renewSecret')}
          question={t('chat.renewSecretQuestion', { name: brand.name })}
          onConfirm={renew}
        />
      </div>
    </section>
  )
}
