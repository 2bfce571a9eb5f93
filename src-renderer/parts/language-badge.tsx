import { useFormats } from '../i18n/use-formats.ts'
import { Badge } from '../ui/badge.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'

/** `ES` for those who look, "Spanish" for those who point or listen. */
export function LanguageBadge({ language }: { language: string }) {
  const { names } = useFormats()
  if (language === '') return null
  const name = names.language(language)
  return (
    <Badge tone="outline" title={name}>
      <span aria-hidden="true">{language.split('-')[0]?.toUpperCase()}</span>
      <VisuallyHidden>{name}</VisuallyHidden>
    </Badge>
  )
}
