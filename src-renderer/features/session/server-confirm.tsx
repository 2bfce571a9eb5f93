import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import form from '../../parts/form.module.css'
import { FormProblem } from '../../parts/form-problem.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { type ServerProblem, chooseServer } from './server-actions.ts'
import { ServerFacts } from './server-facts.tsx'

interface ServerConfirmProps {
  found: ServerFound
  onChosen: () => void
  /** With what made this answer useless; null: looked at, and not wanted. */
  onBack: (problem: ServerProblem | null) => void
}

/** Who answered. A certificate that nobody vouches for is trusted only by somebody who has compared it. */
export function ServerConfirm({ found, onChosen, onBack }: ServerConfirmProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const page = useRef<HTMLFormElement>(null)
  const isUnknown = found.trust === 'unknown-certificate'
  const [isConfirmed, setIsConfirmed] = useState(false)
  const attempt = useAttempt<ServerProblem>((problem) => t(`server.problem.${problem}`))
  // Whoever listens begins with who answered, not with the button beneath it.
  useEffect(() => page.current?.focus(), [])

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const failed = await attempt.run(async () => {
      if (isUnknown && !isConfirmed) return 'unconfirmed'
      const problem = await chooseServer(main, found)
      if (problem === null) onChosen()
      return problem
    })
    // Another certificate than the one that was just looked at: what was found is worth nothing any more.
    if (failed === 'changed') onBack(failed)
  }
  return (
    <DoorPage title={t('server.found')} size="wide">
      <form
        ref={page}
        className={form.form}
        onSubmit={(event) => void onSubmit(event)}
        noValidate
        tabIndex={-1}
        aria-label={t('server.found')}
      >
        <ServerFacts found={found} />
        {isUnknown ? (
          <>
            <Fingerprint fingerprint={found.fingerprint} />
            <Checkbox isSelected={isConfirmed} onChange={setIsConfirmed}>
              {t('server.confirm')}
            </Checkbox>
          </>
        ) : null}
        {attempt.problem === null ? null : (
          <FormProblem id={problemId}>{t(`server.problem.${attempt.problem}`)}</FormProblem>
        )}
        <div className={form.actions}>
          <Button onPress={() => onBack(null)}>{t('server.other')}</Button>
          <Button look="primary" type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
            {t(attempt.isUnderWay ? 'server.choosing' : 'server.choose')}
          </Button>
        </div>
      </form>
    </DoorPage>
  )
}
