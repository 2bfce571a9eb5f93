import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../../../src-renderer/ui/fonts.css'
import '../../../src-renderer/ui/tokens.css'
import '../../../src-renderer/ui/base.css'
import { App } from './app.tsx'
import { startWords } from './start-words.ts'
import { chosenTheme, showTheme } from './theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
showTheme(chosenTheme())
await startWords()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
