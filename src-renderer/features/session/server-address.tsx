import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { FormProblem } from '../../parts/form-problem.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { KeyStoreNotice } from './key-store-notice.tsx'
import { type ServerProblem, probeServer } from './server-actions.ts'

interface ServerAddressProps {
  address: string
  onAddress: (address: string) => void
  told: ServerProblem | null
  onFound: (found: ServerFound) => void
  onBack?: (() => void) | undefined
}

const exampleAddress = 'farline.example.com'

export function ServerAddress({ address, onAddress, told, onFound, onBack }: ServerAddressProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const attempt = useAttempt<ServerProblem>((problem) => t(`server.problem.${problem}`))
  const problem = attempt.problem ?? (attempt.isUnderWay ? null : told)

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const failed = await attempt.run(async () => {
      const probed = await probeServer(main, textOf(element, 'server'))
      if (!probed.ok) return probed.problem
      onFound(probed.found)
      return null
    })
    if (failed) focusField(element, 'server')
  }
  return (
    <DoorPage title={t('server.title')} lead={t('server.lead')} foot={<KeyStoreNotice />}>
      <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
        {problem === null ? null : <FormProblem id={problemId}>{t(`server.problem.${problem}`)}</FormProblem>}
        <TextInput
          label={t('server.address')}
          hint={
            <>
              {t('server.example')} <bdi>{exampleAddress}</bdi>
            </>
          }
          name="server"
          // Not `url`: that would want a scheme, which nobody has to type.
          type="text"
          inputMode="url"
          autoComplete="url"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          dir="ltr"
          required
          value={address}
          onChange={(event) => onAddress(event.target.value)}
          // The only thing to do on this page.
          ref={focusOnEntry}
          aria-invalid={problem === 'incomplete' || problem === 'bad-address'}
          aria-describedby={problem === null ? undefined : problemId}
        />
        <div className={form.actions}>
          {onBack === undefined ? null : <Button onPress={onBack}>{t('door.back')}</Button>}
          <Button look="primary" type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
            {t(attempt.isUnderWay ? 'server.probing' : 'server.probe')}
          </Button>
        </div>
      </form>
    </DoorPage>
  )
}
