import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { LiveRegions } from '../../ui/live-regions.tsx'
import { Door } from './door.tsx'
import { Opening } from './opening.tsx'
import { SignedIn } from './signed-in.tsx'
import { useAppearance } from './use-appearance.ts'
import { WindowBoundary } from './window-boundary.tsx'

/** One window: whoever sits here decides what it shows. */
export function Window({ isDetached, paper }: { isDetached: boolean; paper: PaperPlace | null }) {
  const { i18n } = useTranslation()
  useAppearance(paper !== null)
  const session = useWorkstationState((state) => state.session)
  return (
    <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
      <WindowBoundary>
        {session === null ? (
          <Opening />
        ) : session.state === 'signed-in' ? (
          <SignedIn key={session.replicaName} session={session} isDetached={isDetached} paper={paper} />
        ) : (
          <Door session={session} />
        )}
      </WindowBoundary>
      <LiveRegions />
    </I18nProvider>
  )
}
