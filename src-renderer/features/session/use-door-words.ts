import { useTranslation } from 'react-i18next'
import { systemClock } from '#shared/kit/clock.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import type { DoorProblem } from './door-outcome.ts'

/** A refusal at the door, as one polite sentence. `incomplete` depends on what was asked for. */
export function useDoorWords(asked: 'signIn' | 'unlock'): (problem: DoorProblem) => string {
  const { t } = useTranslation()
  const { time } = useFormats()
  return ({ kind, nextTryAt }) => {
    if (kind === 'too-many-tries') {
      const leftMs = nextTryAt - systemClock.now()
      return leftMs > 0 ? t('door.tryIn', { left: time.left(leftMs) }) : t('door.tryNow')
    }
    if (kind === 'incomplete' || kind === 'wrong-password' || kind === 'server-unreachable')
      return t(`${asked}.problem.${kind}`)
    return t(`door.problem.${kind}`)
  }
}
