import { useTranslation } from 'react-i18next'
import { isOpenable, openLink } from '../../actions/open-link.ts'
import { useMain } from '../../connection/main-context.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FormProblem } from '../../parts/form-problem.tsx'
import { inBackground } from '../../parts/in-background.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import styles from './link-dialog.module.css'

/** A customer may write any link. Whoever follows it first reads whose page it really is. */
export function LinkDialog({ address, onClose }: { address: string; onClose: () => void }) {
  const { t } = useTranslation()
  const main = useMain()
  const attempt = useAttempt<'failed'>(() => t('link.failed'))
  const canOpen = isOpenable(address)
  const open = async () => {
    const failed = await attempt.run(async () => ((await openLink(main, address)) ? null : 'failed'))
    if (failed === null) onClose()
  }
  return (
    <AskDialog
      title={t(canOpen ? 'link.title' : 'link.notEncrypted')}
      isOpen
      onStay={onClose}
      actions={
        <>
          <CopyButton text={address} />
          <Button {...(canOpen ? {} : { ref: focusOnEntry })} onPress={onClose}>
            {t('link.stay')}
          </Button>
          {canOpen ? (
            <Button look="primary" ref={focusOnEntry} onPress={inBackground(open)}>
              {t('link.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{t(canOpen ? 'link.leadsTo' : 'link.notOpened')}</p>
      <p className={styles.host}>
        <bdi dir="ltr">{new URL(address).host}</bdi>
      </p>
      <p className={styles.address}>
        <bdi dir="ltr">{address}</bdi>
      </p>
      {attempt.problem === null ? null : <FormProblem id="link-problem">{t('link.failed')}</FormProblem>}
    </AskDialog>
  )
}
