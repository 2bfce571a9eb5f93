import { useTranslation } from 'react-i18next'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useMain } from '../../connection/main-context.ts'

export function useLookCommands(): void {
  const { t } = useTranslation()
  const main = useMain()
  const look = (theme: 'light' | 'dark' | 'system') => ({
    run: () => setPreferences(main, { theme }, t('problem.preferences')),
  })
  useCommand('look.light', look('light'))
  useCommand('look.dark', look('dark'))
  useCommand('look.system', look('system'))
}
