import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenForKeys } from '../../commands/listen-for-keys.ts'
import { connectMain } from '../../connection/connect-main.ts'
import { MainContext } from '../../connection/main-context.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { startClock } from '../../state/now.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import '../../ui/fonts.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { firstLocale, firstWord, followMain } from '../main/follow-main.ts'
import { DoorWindow } from './door-window.tsx'

// The desktop's door: nothing of a desk is in it, so that it is there at once.
const root = document.getElementById('root')
if (!root) throw new Error('door.html has no #root')

startClock()
listenForKeys(window)
const main = connectMain((link) => useWorkstationState.setState({ link }))
followMain(main)
await firstWord()
await startI18n(firstLocale())

createRoot(root).render(
  <StrictMode>
    <MainContext value={main}>
      <DoorWindow />
    </MainContext>
  </StrictMode>,
)
