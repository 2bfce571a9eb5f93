import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { removeSecondFactor } from './account-actions.ts'
import { PasswordAndCode } from './password-and-code.tsx'

interface RemoveSecondFactorProps {
  email: string
  onBack: () => void
  onRemoved: () => void
}

export function RemoveSecondFactor({ email, onBack, onRemoved }: RemoveSecondFactorProps) {
  const { t } = useTranslation()
  const main = useMain()
  return (
    <PasswordAndCode
      email={email}
      lesson={t('account.factor.removeWhat')}
      action={t('account.factor.remove')}
      look="danger"
      onBack={onBack}
      run={async (password, code) => {
        const failed = await removeSecondFactor(main, password, code)
        if (failed === null) onRemoved()
        return failed
      }}
    />
  )
}
