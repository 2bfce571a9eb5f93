import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskPolicy } from '#shared/sync/auth-protocol.ts'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { CheckBox } from '../parts/check-box.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { AwayReasons } from './away-reasons.tsx'
import { type Answer, adminApi } from '../api/admin-api.ts'
import { useOffice } from '../office-context.ts'
import { Group, Place } from '../parts/place.tsx'
import { Problem, type ProblemGiven } from '../parts/problem.tsx'
import { textOf } from '../parts/text-of.ts'
import styles from './organisation-place.module.css'

export function OrganisationPlace() {
  const { t } = useTranslation()
  const { directory, view, may, run } = useOffice()
  const [policy, setPolicy] = useState<DeskPolicy>()
  useEffect(() => {
    if (!directory.hasDeskPolicy) return
    void adminApi.deskPolicy().then((answer) => {
      if (answer.ok) setPolicy(answer.value)
    })
  }, [directory.hasDeskPolicy])
  const organisation = view.get('organisation', directory.me.organisationId)
  const mayChange = may('workplace.manage')
  return (
    <Place title={t('place.organisation.title')} lead={t('place.organisation.lead')}>
      <Group title={t('organisation.name')}>
        <SmallForm
          mayChange={mayChange}
          onSave={(form) => run('organisation.change', { id: organisation?.id, name: textOf(form, 'name') })}
        >
          <TextInput
            label={t('field.name')}
            name="name"
            dir="auto"
            defaultValue={organisation?.name}
            disabled={!mayChange}
          />
        </SmallForm>
      </Group>
      <AwayReasons />
      {policy === undefined ? null : (
        <Group title={t('policy.title')}>
          <SmallForm mayChange={mayChange} onSave={(form) => adminApi.changeDeskPolicy(policyOf(form))}>
            <TextInput
              label={t('policy.idleLockMinutes')}
              name="idleLockMinutes"
              type="number"
              min={0}
              max={480}
              defaultValue={policy.idleLockMinutes}
              disabled={!mayChange}
            />
            <TextInput
              label={t('policy.offlineDays')}
              name="offlineDays"
              type="number"
              min={1}
              max={60}
              defaultValue={policy.offlineDays}
              disabled={!mayChange}
            />
            <TextInput
              label={t('policy.idleAwayMinutes')}
              name="idleAwayMinutes"
              type="number"
              min={0}
              max={480}
              defaultValue={policy.idleAwayMinutes}
              disabled={!mayChange}
            />
            <TextInput
              label={t('policy.darkAfterMinutes')}
              name="darkAfterMinutes"
              type="number"
              min={0}
              max={480}
              defaultValue={policy.darkAfterMinutes}
              disabled={!mayChange}
            />
            <CheckBox name="wipesAtSignOut" defaultChecked={policy.wipesAtSignOut} disabled={!mayChange}>
              {t('policy.wipesAtSignOut')}
            </CheckBox>
            <CheckBox name="needsSecondFactor" defaultChecked={policy.needsSecondFactor} disabled={!mayChange}>
              {t('policy.needsSecondFactor')}
            </CheckBox>
          </SmallForm>
        </Group>
      )}
    </Place>
  )
}

const policyOf = (form: FormData): DeskPolicy => ({
  idleLockMinutes: Number(textOf(form, 'idleLockMinutes')),
  offlineDays: Number(textOf(form, 'offlineDays')),
  idleAwayMinutes: Number(textOf(form, 'idleAwayMinutes')),
  darkAfterMinutes: Number(textOf(form, 'darkAfterMinutes')),
  wipesAtSignOut: form.has('wipesAtSignOut'),
  needsSecondFactor: form.has('needsSecondFactor'),
})

interface SmallFormProps {
  mayChange: boolean
  onSave: (form: FormData) => Promise<Answer<unknown>>
  children: ReactNode
}

function SmallForm({ mayChange, onSave, children }: SmallFormProps) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<ProblemGiven>()
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const answer = await onSave(new FormData(event.currentTarget))
    setRefused(answer.ok ? undefined : answer)
    if (answer.ok) announce(t('sheet.saved'), 'polite')
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      {refused === undefined ? null : <Problem {...refused} />}
      {children}
      {mayChange ? (
        <Button look="primary" type="submit">
          {t('sheet.save')}
        </Button>
      ) : null}
    </form>
  )
}
