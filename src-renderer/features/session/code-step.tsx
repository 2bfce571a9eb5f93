import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../parts/code-field.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import type { DoorProblem } from './door-outcome.ts'
import { DoorProblemLine } from './door-problem-line.tsx'

interface CodeStepProps {
  asked: 'signIn' | 'unlock'
  problem: DoorProblem | null
  isUnderWay: boolean
  isWaiting: boolean
  onCode: (code: string) => Promise<DoorProblem | null | undefined>
  onBack: () => void
}

/** The password was right; now the second factor. */
export function CodeStep({ asked, problem, isUnderWay, isWaiting, onCode, onBack }: CodeStepProps) {
  const { t } = useTranslation()
  const problemId = useId()
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    if (isWaiting) return
    if (await onCode(textOf(element, 'code'))) focusField(element, 'code')
  }
  return (
    <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <DoorProblemLine id={problemId} problem={problem} asked={asked} />
      <CodeField
        label={t('code.label')}
        hint={t('code.hint')}
        required
        // The only thing to do on this page.
        ref={focusOnEntry}
        aria-invalid={problem?.kind === 'wrong-code' || problem?.kind === 'incomplete-code'}
        aria-describedby={problem === null ? undefined : problemId}
      />
      <div className={form.actions}>
        <Button onPress={onBack} isDisabled={isUnderWay}>
          {t('door.back')}
        </Button>
        <Button look="primary" type="submit" isDisabled={isUnderWay || isWaiting} className={form.submit}>
          {t(isUnderWay ? `${asked}.underWay` : `${asked}.submit`)}
        </Button>
      </div>
    </form>
  )
}
