import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runCommand } from '../../commands/registry.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import { Button } from '../../ui/button.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

interface SecondFactorRequiredProps {
  email: string
  onCodes: () => void
  onDone: () => void
}

/** An organisation that wants a second factor shows nothing of its own before there is one. */
export function SecondFactorRequired({ email, onCodes, onDone }: SecondFactorRequiredProps) {
  const { t } = useTranslation()
  const [isSetUp, setIsSetUp] = useState(false)
  return (
    <DoorPage
      size="wide"
      title={t('account.factor.requiredTitle')}
      lead={t('account.factor.requiredLead')}
      foot={
        isSetUp ? undefined : (
          <div>
            <Button look="quiet" size="small" onPress={() => runCommand('session.sign-out')}>
              {t('command.session.sign-out')}
            </Button>
          </div>
        )
      }
    >
      <SecondFactorSetup
        email={email}
        onCodes={() => {
          setIsSetUp(true)
          onCodes()
        }}
        onDone={onDone}
      />
    </DoorPage>
  )
}
