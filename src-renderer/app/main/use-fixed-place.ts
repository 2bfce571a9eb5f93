import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { openWindow } from '../../actions/open-window.ts'
import { hostKind } from '../../connection/host-kind.ts'
import type { Workstation } from '../../connection/workstation-context.ts'
import { useNavigation } from '../../state/navigation.ts'
import { keepPopUpBounds } from '../../state/pop-up-bounds.ts'

/** Only a main window moves from one conversation to another. From any other one, the next gets a window of its own. */
export function useFixedPlace(place: WindowPlace, desk: Workstation): void {
  const { t } = useTranslation()
  const own = place.kind === 'conversation' ? place.conversationId : null
  useEffect(() => {
    if (place.kind === 'main') return undefined
    return useNavigation.subscribe(({ conversationId }) => {
      if (conversationId === own) return
      useNavigation.setState({ conversationId: own })
      if (conversationId === null) window.close()
      else void openWindow(desk, { kind: 'conversation', conversationId }, t('problem.window'))
    })
  }, [place.kind, own, desk, t])
  useEffect(
    () => (hostKind() === 'browser' ? keepPopUpBounds(desk.agent.id, place.kind) : undefined),
    [desk.agent.id, place.kind],
  )
}
