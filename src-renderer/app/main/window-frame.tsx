import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LiveRegions } from '../../ui/live-regions.tsx'
import { useAppearance } from './use-appearance.ts'
import { WindowBoundary } from './window-boundary.tsx'

interface WindowFrameProps {
  /** Of a window that is not the main one. */
  name?: string | undefined
  isPaper?: boolean
  /** Nobody is in: no customer is shown. */
  isDoor?: boolean
  children: ReactNode
}

/** What every window has around whatever it shows: language and direction, title, and a floor under its bugs. */
export function WindowFrame({ name, isPaper = false, isDoor = false, children }: WindowFrameProps) {
  const { i18n } = useTranslation()
  useAppearance(isPaper, isDoor)
  return (
    <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
      <title>{name === undefined ? 'Farline' : `${name} – Farline`}</title>
      <WindowBoundary>{children}</WindowBoundary>
      <LiveRegions />
    </I18nProvider>
  )
}
