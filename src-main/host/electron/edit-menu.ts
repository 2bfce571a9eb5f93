import { Menu, type WebContents } from 'electron'
import type { SystemWords } from '../../words/system-words.ts'

/** What can be done with a text under the pointer, or where the menu key was pressed. */
export function offerEditMenu(contents: WebContents, words: () => SystemWords): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags, x, y }) => {
    if (!isEditable && selectionText === '') return
    const say = words()
    const menu = Menu.buildFromTemplate([
      ...(isEditable ? [{ role: 'cut' as const, label: say('menu.cut'), enabled: editFlags.canCut }] : []),
      { role: 'copy', label: say('menu.copy'), enabled: editFlags.canCopy },
      ...(isEditable ? [{ role: 'paste' as const, label: say('menu.paste'), enabled: editFlags.canPaste }] : []),
      { type: 'separator' },
      { role: 'selectAll', label: say('menu.selectAll'), enabled: editFlags.canSelectAll },
    ])
    // At the text, not at the pointer: it may have been a key.
    menu.popup({ x, y })
  })
}
