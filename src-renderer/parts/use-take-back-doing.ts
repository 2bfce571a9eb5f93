import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Doing } from '#shared/rpc/queries-contract.ts'
import { takeBack } from '../actions/take-back.ts'
import { useWorkstation } from '../connection/workstation-context.ts'
import { showNotice } from './notice.ts'
import { announce } from '../ui/announcer.ts'
import { useDoingWords } from './use-doing-words.ts'

/** Takes something back and says so; what could not be saved stays to be taken back. */
export function useTakeBackDoing(): (doing: Doing) => Promise<void> {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const words = useDoingWords()
  return useCallback(
    async (doing) => {
      const { done, problem } = await takeBack(desk, doing.id)
      if (problem === null) {
        if (done > 0) announce(t('doing.takenBack', { what: words(doing) }))
        return
      }
      const text = t(`problem.${problem}`)
      announce(text, 'assertive')
      showNotice(text)
    },
    [desk, t, words],
  )
}
