import { useState } from 'react'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Opening } from '../main/opening.tsx'
import { WindowFrame } from '../main/window-frame.tsx'
import { Door } from './door.tsx'

/** Once somebody is in, it stays as it is until their desk shows itself and main closes it. */
export function DoorWindow() {
  const session = useWorkstationState((state) => state.session)
  const [shown, setShown] = useState<Exclude<SessionState, { state: 'signed-in' }> | null>(null)
  if (session !== null && session.state !== 'signed-in' && session !== shown) setShown(session)
  return <WindowFrame>{shown === null ? <Opening /> : <Door session={shown} />}</WindowFrame>
}
