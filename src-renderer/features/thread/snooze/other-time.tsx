import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Instant, systemClock } from '#shared/kit/clock.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { fromDateTimeField, toDateTimeField } from './date-time-field.ts'
import styles from './other-time.module.css'
import { snoozeChoices } from '../../../parts/snooze-choices.ts'

/** Any other time, on the agent's own clock. */
export function OtherTime({ now, onChoose }: { now: Instant; onChoose: (untilAt: Instant) => void }) {
  const { t } = useTranslation()
  const problemId = useId()
  const [value, setValue] = useState(() => toDateTimeField(snoozeChoices(now).at(-1)?.untilAt ?? now))
  const [isPast, setIsPast] = useState(false)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const untilAt = fromDateTimeField(value)
    if (untilAt !== undefined && untilAt > systemClock.now()) {
      onChoose(untilAt)
      return
    }
    setIsPast(true)
    announce(t('snooze.past'), 'assertive')
  }
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('snooze.other')}
        type="datetime-local"
        value={value}
        min={toDateTimeField(now)}
        aria-invalid={isPast}
        aria-describedby={isPast ? problemId : undefined}
        onChange={(event) => {
          setIsPast(false)
          setValue(event.target.value)
        }}
      />
      {isPast ? (
        <p className={styles.problem} id={problemId}>
          {t('snooze.past')}
        </p>
      ) : null}
      <Button type="submit" size="small">
        {t('snooze.submit')}
      </Button>
    </form>
  )
}
