import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { focusOnEntry } from '../../../src-renderer/ui/focus-on-entry.ts'
import { Button } from '../../../src-renderer/ui/button.tsx'
import { TextInput } from '../../../src-renderer/ui/text-input.tsx'
import { adminApi } from './api/admin-api.ts'
import { Appearance } from './parts/appearance.tsx'
import { Card } from './parts/card.tsx'
import { Problem } from './parts/problem.tsx'
import { textOf } from './parts/text-of.ts'

export function Entrance({ problem, onSignedIn }: { problem: string | undefined; onSignedIn: () => void }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState(problem)
  const [isBusy, setIsBusy] = useState(false)
  const [needsCode, setNeedsCode] = useState(false)

  const signIn = async (form: FormData) => {
    if (isBusy) return
    setIsBusy(true)
    setRefused(undefined)
    const code = textOf(form, 'code')
    const password = form.get('password')
    const answer = await adminApi.signIn({ email: textOf(form, 'email'), password, ...(code === '' ? {} : { code }) })
    setIsBusy(false)
    if (answer.ok) return onSignedIn()
    const wantsCode = answer.kind === 'auth/second-factor-needed'
    if (wantsCode || answer.kind === 'auth/wrong-code') setNeedsCode(true)
    setRefused(wantsCode && !needsCode ? undefined : answer.kind)
  }

  return (
    <Card title={t('entrance.title')} lead={t('entrance.lead')} onSubmit={(form) => void signIn(form)}>
      {refused === undefined ? null : <Problem kind={refused} />}
      {/* The only thing to do on this page. */}
      <TextInput
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="username"
        dir="ltr"
        ref={focusOnEntry}
      />
      <TextInput
        label={t('field.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        dir="ltr"
      />
      {needsCode ? (
        // It was just asked for.
        <TextInput label={t('entrance.code')} name="code" autoComplete="one-time-code" dir="ltr" ref={focusOnEntry} />
      ) : null}
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {t('entrance.submit')}
      </Button>
      <Appearance />
    </Card>
  )
}
