import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type WindowPlace, placeOfSearch } from '#shared/rpc/window-place.ts'
import { listenForKeys } from '../../commands/listen-for-keys.ts'
import { connectMain } from '../../connection/connect-main.ts'
import { tellInUseHere } from '../../connection/in-use-here.ts'
import { MainContext } from '../../connection/main-context.ts'
import { paperOf } from '../../features/paper/paper-of.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { startClock } from '../../state/now.ts'
import { restoreNavigation } from '../../state/restore-navigation.ts'
import { restoreWriting } from '../../state/writing.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import '../../ui/fonts.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { firstLocale, firstWord, followMain } from './follow-main.ts'
import { refuseStrayDrops } from './refuse-stray-drops.ts'
import { goElsewhere } from './go-elsewhere.ts'
import { Window } from './window.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// What is no place of ours is taken for the first one.
const place: WindowPlace = placeOfSearch(location.search) ?? { kind: 'main' }
restoreNavigation(place.kind === 'conversation' ? place.conversationId : null)
restoreWriting()
const paper = paperOf(location.search)
startClock()
listenForKeys(window)
refuseStrayDrops(window)
const main = connectMain((link) => useWorkstationState.setState({ link }), goElsewhere)
tellInUseHere()
followMain(main)
await firstWord()
await startI18n(firstLocale())

createRoot(root).render(
  <StrictMode>
    <MainContext value={main}>
      <Window place={place} paper={paper} />
    </MainContext>
  </StrictMode>,
)
