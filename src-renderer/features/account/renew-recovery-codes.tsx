import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { renewRecoveryCodes } from './account-actions.ts'
import { PasswordAndCode } from './password-and-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

interface RenewRecoveryCodesProps {
  email: string
  onBack: () => void
  /** From here on recovery codes are on screen, which are told this once. */
  onCodes: () => void
  onDone: () => void
}

/** For whoever has used them up, or fears that somebody else has read them. */
export function RenewRecoveryCodes({ email, onBack, onCodes, onDone }: RenewRecoveryCodesProps) {
  const { t } = useTranslation()
  const main = useMain()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null) return <RecoveryCodes codes={codes} email={email} onKept={onDone} />
  return (
    <PasswordAndCode
      email={email}
      lesson={t('account.codes.renewWhat')}
      action={t('account.codes.renew')}
      look="primary"
      onBack={onBack}
      run={async (password, code) => {
        const renewed = await renewRecoveryCodes(main, password, code)
        if (!renewed.ok) return renewed.problem
        onCodes()
        setCodes(renewed.value)
        return null
      }}
    />
  )
}
