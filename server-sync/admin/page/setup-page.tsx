import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../src-renderer/ui/button.tsx'
import { TextInput } from '../../../src-renderer/ui/text-input.tsx'
import { adminApi } from './api/admin-api.ts'
import { Appearance } from './parts/appearance.tsx'
import { Card } from './parts/card.tsx'
import { Problem, type ProblemGiven } from './parts/problem.tsx'
import { listOf, textOf } from './parts/text-of.ts'

const passwordMinLength = 12

/** The first organisation, brand and admin. The code stands in the address that the server printed. */
export function SetupPage({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<ProblemGiven>()
  const [isBusy, setIsBusy] = useState(false)

  const setUp = async (form: FormData) => {
    const password = form.get('password')
    if (typeof password !== 'string' || password.length < passwordMinLength)
      return setRefused({ kind: 'auth/weak-password' })
    if (password !== form.get('again')) return setRefused({ kind: 'setup/not-the-same' })
    setIsBusy(true)
    setRefused(undefined)
    const answer = await adminApi.setUp({
      code: textOf(form, 'code'),
      organisation: textOf(form, 'organisation'),
      brand: textOf(form, 'brand'),
      languages: listOf(form, 'languages'),
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      password,
    })
    setIsBusy(false)
    if (!answer.ok) return setRefused(answer)
    history.replaceState(null, '', '/admin/')
    onDone()
  }

  return (
    <Card title={t('setup.title')} lead={t('setup.lead')} onSubmit={(form) => void setUp(form)}>
      {refused === undefined ? null : <Problem {...refused} />}
      <TextInput
        label={t('setup.code')}
        name="code"
        dir="ltr"
        autoComplete="off"
        defaultValue={location.hash.slice(1)}
      />
      <TextInput label={t('setup.organisation')} name="organisation" dir="auto" autoComplete="organization" />
      <TextInput label={t('setup.brand')} name="brand" dir="auto" autoComplete="off" />
      <TextInput label={t('field.languages')} name="languages" dir="ltr" autoComplete="off" defaultValue="en" />
      <TextInput label={t('setup.name')} name="name" dir="auto" autoComplete="name" />
      <TextInput label={t('field.email')} name="email" type="email" dir="ltr" autoComplete="username" />
      <TextInput label={t('setup.password')} name="password" type="password" dir="ltr" autoComplete="new-password" />
      <TextInput label={t('setup.again')} name="again" type="password" dir="ltr" autoComplete="new-password" />
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {t('setup.submit')}
      </Button>
      <Appearance />
    </Card>
  )
}
