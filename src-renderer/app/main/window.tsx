import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { SignIn } from '../../features/session/sign-in.tsx'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { LiveRegions } from '../../ui/live-regions.tsx'
import { Desk } from './desk.tsx'
import { Opening } from './opening.tsx'
import { useAppearance } from './use-appearance.ts'
import { WindowBoundary } from './window-boundary.tsx'

/** One window: whoever sits here decides what it shows. */
export function Window({ isDetached }: { isDetached: boolean }) {
  const { i18n } = useTranslation()
  useAppearance()
  const session = useWorkstationState((state) => state.session)
  const host = useWorkstationState((state) => state.host)
  return (
    <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
      <WindowBoundary>
        {session === null ? (
          <Opening />
        ) : session.state === 'signed-out' ? (
          <SignIn endedBy={session.problem} serverUrl={host?.serverUrl} />
        ) : (
          <Desk key={session.replicaName} session={session} isDetached={isDetached} />
        )}
      </WindowBoundary>
      <LiveRegions />
    </I18nProvider>
  )
}
