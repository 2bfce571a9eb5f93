import { Wrench } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useRepairWords } from './use-repair-words.ts'

/** What is kept on this computer had to be repaired: one line, until it is put away or something else is wrong. */
export function RepairBanner() {
  const { t } = useTranslation()
  const words = useRepairWords()
  const problem = useWorkstationState(({ replica }) => replica?.problem ?? null)
  const [dismissed, setDismissed] = useState<string | null>(null)
  if (problem === null || problem === dismissed) return null
  return (
    <Banner
      tone="warn"
      icon={<Wrench size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={words(problem)}
      actions={
        <Button size="small" look="quiet" onPress={() => setDismissed(problem)}>
          {t('notice.dismiss')}
        </Button>
      }
    />
  )
}
