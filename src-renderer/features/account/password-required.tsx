import { useTranslation } from 'react-i18next'
import { runCommand } from '../../commands/registry.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { ChangePassword } from './change-password.tsx'

/** Whoever got their password from somebody else shares it with them until they have chosen another. */
export function PasswordRequired({ email }: { email: string }) {
  const { t } = useTranslation()
  return (
    <DoorPage
      size="wide"
      title={t('account.password.requiredTitle')}
      lead={t('account.password.requiredLead')}
      foot={
        <div>
          <Button look="quiet" size="small" onPress={() => runCommand('session.sign-out')}>
            {t('command.session.sign-out')}
          </Button>
        </div>
      }
    >
      <ChangePassword email={email} onChanged={() => announce(t('account.password.changed'))} />
    </DoorPage>
  )
}
