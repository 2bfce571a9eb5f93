import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/use-formats.ts'
import { Badge } from '../../ui/badge.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

export function UnreadMark({ count }: { count: number }) {
  const { t } = useTranslation()
  const { names } = useFormats()
  if (count === 0) return null
  return (
    <Badge tone="accent">
      <span aria-hidden="true">{names.number(count)}</span>
      <VisuallyHidden>{t('inbox.unread', { count })}</VisuallyHidden>
    </Badge>
  )
}
