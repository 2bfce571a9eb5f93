import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '#shared/kit/clock.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import form from '../../parts/form.module.css'
import { isSoonErased } from '../../parts/is-soon-erased.ts'
import { useNow } from '../../state/now.ts'

/** A desk that erases itself before long unless the server is heard of: said while there is time to do something. */
export function KeptUntil({ at }: { at: Instant }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  if (!isSoonErased(at, now)) return null
  return (
    <p className={form.warning} data-kept-until="">
      <Hourglass size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>{t('door.keptUntil', { time: time.full(at) })}</span>
    </p>
  )
}
