import { useEffect, useState } from 'react'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Opening } from '../main/opening.tsx'
import { WindowFrame } from '../main/window-frame.tsx'
import { afterPainting } from '../../ui/after-painting.ts'
import { Door } from './door.tsx'

/** Once somebody is in, it stays as it is until their desk shows itself and main closes it. */
export function DoorWindow() {
  const main = useMain()
  const session = useWorkstationState((state) => state.session)
  const [shown, setShown] = useState<Exclude<SessionState, { state: 'signed-in' }> | null>(null)
  if (session !== null && session.state !== 'signed-in' && session !== shown) setShown(session)
  const isShown = shown !== null
  useEffect(() => {
    if (!isShown) return undefined
    const cancel = afterPainting(() => void main.door.drawn().catch(reportError))
    return cancel
  }, [isShown, main])
  return <WindowFrame isDoor>{shown === null ? <Opening /> : <Door session={shown} />}</WindowFrame>
}
