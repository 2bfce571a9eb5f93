import { useTranslation } from 'react-i18next'
import type { Submitted } from '../actions/submit.ts'
import { announce } from '../ui/announcer.ts'
import { showNotice } from './notice.ts'

/** Says so when something could not be saved; what could be shows itself. */
export function useSubmitFeedback(): (submitted: Submitted) => boolean {
  const { t } = useTranslation()
  return (submitted) => {
    if (submitted.saved) return true
    const text = t(`problem.${submitted.problem}`)
    announce(text, 'assertive')
    showNotice(text)
    return false
  }
}
