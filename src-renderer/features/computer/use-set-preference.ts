import { useTranslation } from 'react-i18next'
import type { Preferences } from '#shared/rpc/workstation-contract.ts'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useMain } from '../../connection/main-context.ts'

export function useSetPreference(): (change: Partial<Preferences>) => void {
  const { t } = useTranslation()
  const main = useMain()
  return (change) => void setPreferences(main, change, t('problem.preferences'))
}
