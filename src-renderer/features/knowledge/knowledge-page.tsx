import { BookOpenText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../commands/use-command-name.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Where articles will be read. */
export function KnowledgePage() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<BookOpenText size={32} strokeWidth={1.25} />} title={t('knowledge.none.title')}>
      {t('knowledge.none.lesson', { keys: keysOf('palette.open') ?? '' })}
    </EmptyState>
  )
}
