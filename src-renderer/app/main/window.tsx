import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { LiveRegions } from '../../ui/live-regions.tsx'
import { Door } from './door.tsx'
import { Opening } from './opening.tsx'
import { SignedIn } from './signed-in.tsx'
import { useAppearance } from './use-appearance.ts'
import { WindowBoundary } from './window-boundary.tsx'

/** One window: whoever sits here decides what it shows. */
export function Window({ place, paper }: { place: WindowPlace; paper: PaperPlace | null }) {
  const { t, i18n } = useTranslation()
  useAppearance(paper !== null)
  const session = useWorkstationState((state) => state.session)
  const title = place.kind === 'main' ? 'Farline' : `${t(`window.${place.kind}`)} – Farline`
  return (
    <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
      <title>{title}</title>
      <WindowBoundary>
        {session === null ? (
          <Opening />
        ) : session.state === 'signed-in' ? (
          <SignedIn key={session.replicaName} session={session} place={place} paper={paper} />
        ) : (
          <Door session={session} />
        )}
      </WindowBoundary>
      <LiveRegions />
    </I18nProvider>
  )
}
