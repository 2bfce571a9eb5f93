import { ArrowLeft, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import header from '../../parts/pane-header.module.css'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { announce } from '../../ui/announcer.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import { AccountOverview } from './account-overview.tsx'
import styles from './account-panel.module.css'
import type { AccountPlace } from './account-place.ts'
import { ChangePassword } from './change-password.tsx'
import { RemoveSecondFactor } from './remove-second-factor.tsx'
import { RenewRecoveryCodes } from './renew-recovery-codes.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'
import { useWorkstation } from '../../connection/workstation-context.ts'

/** The agent's own account: how they get in, and where they are in. */
export function AccountPanel() {
  const { t } = useTranslation()
  const isOpen = useOverlays(({ open }) => open === 'account')
  useCommand('account.open', { run: () => showOverlay('account') })
  /** Recovery codes are on screen: a press beside the panel must not take them away unseen. */
  const [hasCodesToKeep, setHasCodesToKeep] = useState(false)
  const close = () => {
    if (hasCodesToKeep) announce(t('account.codes.first'), 'assertive')
    else closeOverlay()
  }
  return (
    <OverlayPanel label={t('account.title')} isOpen={isOpen} onClose={close} place="top">
      <Content onClose={close} hasCodesToKeep={hasCodesToKeep} onCodes={setHasCodesToKeep} />
    </OverlayPanel>
  )
}

interface ContentProps {
  onClose: () => void
  hasCodesToKeep: boolean
  onCodes: (areToKeep: boolean) => void
}

function Content({ onClose, hasCodesToKeep, onCodes }: ContentProps) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const [place, setPlace] = useState<AccountPlace>('overview')
  const back = () => setPlace('overview')
  const done = (words: string) => {
    announce(words)
    back()
  }
  return (
    <>
      <header className={header.header}>
        {place === 'overview' || hasCodesToKeep ? null : (
          <IconButton label={t('door.back')} size="small" onPress={back}>
            <ArrowLeft size={16} strokeWidth={1.75} className={styles.mirrored} />
          </IconButton>
        )}
        <h2 className={header.title}>{t(`account.place.${place}`)}</h2>
        {hasCodesToKeep ? null : (
          <IconButton label={t('help.close')} size="small" onPress={onClose}>
            <X size={16} strokeWidth={1.75} />
          </IconButton>
        )}
      </header>
      <div className={styles.content}>
        {place === 'overview' ? <AccountOverview onGo={setPlace} /> : null}
        {place === 'password' ? (
          <ChangePassword email={agent.email} onBack={back} onChanged={() => done(t('account.password.changed'))} />
        ) : null}
        {place === 'add-factor' ? (
          <SecondFactorSetup
            email={agent.email}
            onCodes={() => onCodes(true)}
            onDone={() => {
              onCodes(false)
              done(t('account.factor.added'))
            }}
            onBack={back}
          />
        ) : null}
        {place === 'renew-codes' ? (
          <RenewRecoveryCodes
            email={agent.email}
            onCodes={() => onCodes(true)}
            onDone={() => {
              onCodes(false)
              done(t('account.codes.renewed'))
            }}
            onBack={back}
          />
        ) : null}
        {place === 'remove-factor' ? (
          <RemoveSecondFactor email={agent.email} onBack={back} onRemoved={() => done(t('account.factor.removed'))} />
        ) : null}
      </div>
    </>
  )
}
