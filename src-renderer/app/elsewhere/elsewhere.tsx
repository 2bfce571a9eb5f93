import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type WindowPlace, placeOfSearch, searchOfPlace } from '#shared/rpc/window-place.ts'
import { onInUseHere } from '../../connection/in-use-here.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { directionOf, locales, resolveLocale } from '#shared/words/locale.ts'
import '../../ui/fonts.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { InUseElsewhere } from './in-use-elsewhere.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('elsewhere.html has no #root')

const said = new URLSearchParams(location.search)
const place: WindowPlace = placeOfSearch(location.search) ?? { kind: 'main' }
const back = () => location.replace(`/${searchOfPlace(place)}`)
const theme = ['light', 'dark'].find((known) => known === said.get('theme'))
const language = locales.find((known) => known === said.get('language'))
const locale = resolveLocale(language ?? 'system', navigator.languages)
document.documentElement.lang = locale
document.documentElement.dir = directionOf(locale)
if (theme) document.documentElement.dataset['theme'] = theme
// Somebody took it back in another window of this browser: this one comes along.
onInUseHere(back)
await startI18n(locale)

createRoot(root).render(
  <StrictMode>
    <InUseElsewhere onTakeBack={back} />
  </StrictMode>,
)
