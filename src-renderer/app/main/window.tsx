import { useTranslation } from 'react-i18next'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { hostKind } from '../../connection/host-kind.ts'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Door } from '../door/door.tsx'
import { Opening } from './opening.tsx'
import { AtDesk } from './at-desk.tsx'
import { WindowFrame } from './window-frame.tsx'

/** One window: whoever sits here decides what it shows. */
export function Window({ place, paper }: { place: WindowPlace; paper: PaperPlace | null }) {
  const { t } = useTranslation()
  const isDesktop = hostKind() === 'electron'
  const session = useWorkstationState((state) => state.session)
  return (
    <WindowFrame name={place.kind === 'main' ? undefined : t(`window.${place.kind}`)} isPaper={paper !== null}>
      {session?.state === 'signed-in' || (session?.state === 'locked' && isDesktop) ? (
        // The desktop's door is a window of its own; the desk's wait behind it, and nobody sees them.
        <AtDesk key={session.replicaName} session={session} place={place} paper={paper} />
      ) : session === null || isDesktop ? (
        <Opening />
      ) : (
        <Door session={session} />
      )}
    </WindowFrame>
  )
}
