import { type ContextMenuParams, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { SpokenWords, SystemWords } from '../../words/system-words.ts'

/** What can be done with a text under the pointer, or where the menu key was pressed. */
export function offerEditMenu(contents: WebContents, words: SpokenWords): void {
  contents.on('context-menu', (_event, at) => void showEditMenu(contents, at, words))
}

async function showEditMenu(
  contents: WebContents,
  { isEditable, selectionText, editFlags, misspelledWord, dictionarySuggestions, x, y }: ContextMenuParams,
  words: SpokenWords,
): Promise<void> {
  if (!isEditable && selectionText === '') return
  const say = await words()
  const menu = Menu.buildFromTemplate([
    ...(misspelledWord === '' ? [] : corrections(contents, dictionarySuggestions, say)),
    ...(isEditable ? [{ role: 'cut' as const, label: say('menu.cut'), enabled: editFlags.canCut }] : []),
    { role: 'copy', label: say('menu.copy'), enabled: editFlags.canCopy },
    ...(isEditable ? [{ role: 'paste' as const, label: say('menu.paste'), enabled: editFlags.canPaste }] : []),
    { type: 'separator' },
    { role: 'selectAll', label: say('menu.selectAll'), enabled: editFlags.canSelectAll },
  ])
  // At the text, not at the pointer: it may have been a key.
  menu.popup({ x, y })
}

/** Of the word that it stands on, which no dictionary knows. */
function corrections(contents: WebContents, words: readonly string[], say: SystemWords): MenuItemConstructorOptions[] {
  const offered = words.map((word) => ({ label: word, click: () => contents.replaceMisspelling(word) }))
  const none = { label: say('menu.noSpelling'), enabled: false }
  return [...(offered.length > 0 ? offered : [none]), { type: 'separator' }]
}
