import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { useOffice } from '../office-context.ts'

/** An own role by the name that the organisation gave it, a built-in one in the page's language. */
export function useRoleName(): (agent: DirectoryEntry) => string {
  const { t } = useTranslation()
  const { view } = useOffice()
  return ({ role, roleId }) => (roleId === '' ? t(`role.${role || 'agent'}`) : (view.get('role', roleId)?.name ?? ''))
}
