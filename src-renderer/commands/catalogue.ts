export interface CommandInfo {
  readonly group: 'go' | 'conversation' | 'write' | 'window' | 'look'
  /** tinykeys patterns; letters by `code`, so that a layout that moves them does not move the command. */
  readonly keys: readonly string[]
  /** Works while typing too: only combinations that type nothing. */
  readonly inTextFields?: boolean
  /** Handled where the focus is (Enter on a row); listed here so that it can be learnt. */
  readonly inPlace?: boolean
  /** Holding the key down repeats it. */
  readonly repeats?: boolean
}

/** Every action of the windows: the palette, the keys and the menus all read this. */
export const catalogue = {
  'list.next': { group: 'go', keys: ['KeyJ'], repeats: true },
  'list.previous': { group: 'go', keys: ['KeyK'], repeats: true },
  'list.select': { group: 'go', keys: ['KeyX'] },
  'list.select-next': { group: 'go', keys: ['Shift+KeyJ', 'Shift+ArrowDown'], repeats: true },
  'list.select-previous': { group: 'go', keys: ['Shift+KeyK', 'Shift+ArrowUp'], repeats: true },
  'list.select-all': { group: 'go', keys: ['$mod+KeyA'] },
  'list.select-none': { group: 'go', keys: ['Escape'] },
  'list.open': { group: 'go', keys: ['Enter'], inPlace: true },
  'view.mine': { group: 'go', keys: ['KeyG KeyM'] },
  'view.unassigned': { group: 'go', keys: ['KeyG KeyQ'] },
  'view.snoozed': { group: 'go', keys: ['KeyG KeyZ'] },
  'view.mentions': { group: 'go', keys: ['KeyG KeyN'] },
  'view.offered': { group: 'go', keys: ['KeyG KeyO'] },
  'view.open': { group: 'go', keys: ['KeyG KeyI'] },
  'view.resolved': { group: 'go', keys: ['KeyG KeyE'] },
  'view.spam': { group: 'go', keys: [] },
  'view.new': { group: 'go', keys: ['KeyG KeyV'] },
  'view.edit': { group: 'go', keys: [] },
  'view.remove': { group: 'go', keys: [] },
  'list.oldest-waiting': { group: 'go', keys: [] },
  'list.most-recent': { group: 'go', keys: [] },
  'conversation.assign-to-me': { group: 'conversation', keys: ['KeyA'] },
  'conversation.unassign': { group: 'conversation', keys: [] },
  'conversation.decline-offer': { group: 'conversation', keys: [] },
  'conversation.offer': { group: 'conversation', keys: [] },
  'conversation.withdraw-offer': { group: 'conversation', keys: [] },
  'conversation.hand-over': { group: 'conversation', keys: ['KeyH'] },
  'conversation.resolve': { group: 'conversation', keys: ['KeyE'] },
  'conversation.reopen': { group: 'conversation', keys: ['Shift+KeyE'] },
  'conversation.snooze': { group: 'conversation', keys: ['KeyS'] },
  'conversation.unsnooze': { group: 'conversation', keys: ['Shift+KeyS'] },
  'conversation.tag': { group: 'conversation', keys: ['KeyT'] },
  'conversation.priority-low': { group: 'conversation', keys: [] },
  'conversation.priority-normal': { group: 'conversation', keys: [] },
  'conversation.priority-high': { group: 'conversation', keys: [] },
  'conversation.priority-urgent': { group: 'conversation', keys: [] },
  'conversation.mark-spam': { group: 'conversation', keys: ['[Shift]+([!！])'] },
  'conversation.not-spam': { group: 'conversation', keys: [] },
  'conversation.merge': { group: 'conversation', keys: [] },
  'conversation.unmerge': { group: 'conversation', keys: [] },
  'conversation.link': { group: 'conversation', keys: ['KeyL'] },
  'customer.edit': { group: 'conversation', keys: ['KeyC'] },
  'customer.merge': { group: 'conversation', keys: [] },
  'conversation.open-in-window': { group: 'conversation', keys: ['KeyW'] },
  'conversation.save-pdf': { group: 'conversation', keys: [] },
  'conversation.save-pdf-notes': { group: 'conversation', keys: [] },
  'conversation.print': { group: 'conversation', keys: ['$mod+KeyP'], inTextFields: true },
  'conversation.close': { group: 'conversation', keys: [] },
  'write.reply': { group: 'write', keys: ['KeyR'] },
  'write.note': { group: 'write', keys: ['KeyN'] },
  'write.undo-send': { group: 'write', keys: [] },
  'doing.undo': { group: 'conversation', keys: ['KeyZ'] },
  'write.attach': { group: 'write', keys: ['$mod+KeyU'], inTextFields: true },
  'write.send': { group: 'write', keys: ['$mod+Enter'], inTextFields: true },
  'palette.open': { group: 'window', keys: ['$mod+KeyK'], inTextFields: true },
  'palette.search': { group: 'window', keys: ['/'] },
  'help.open': { group: 'window', keys: ['[Shift]+([?؟？])'] },
  'pane.next': { group: 'window', keys: ['F6'], inTextFields: true },
  'pane.previous': { group: 'window', keys: ['Shift+F6'], inTextFields: true },
  'pane.views': { group: 'window', keys: ['['] },
  'pane.context': { group: 'window', keys: [']'] },
  'window.new': { group: 'window', keys: ['Shift+KeyW'] },
  'window.knowledge': { group: 'window', keys: ['KeyG KeyK'] },
  'window.softphone': { group: 'window', keys: ['KeyG KeyP'] },
  'window.wallboard': { group: 'window', keys: ['KeyG KeyW'] },
  'window.team': { group: 'window', keys: ['KeyG KeyT'] },
  'window.settings': { group: 'window', keys: ['$mod+Comma'], inTextFields: true },
  'presence.available': { group: 'window', keys: [] },
  'presence.busy': { group: 'window', keys: [] },
  'presence.wrap-up': { group: 'window', keys: [] },
  'presence.away': { group: 'window', keys: [] },
  'account.open': { group: 'window', keys: [] },
  'session.lock': { group: 'window', keys: ['$mod+KeyL'], inTextFields: true },
  'session.sign-out': { group: 'window', keys: [] },
  'look.light': { group: 'look', keys: [] },
  'look.dark': { group: 'look', keys: [] },
  'look.system': { group: 'look', keys: [] },
} as const satisfies Record<string, CommandInfo>

export type CommandId = keyof typeof catalogue

export const commandIds = Object.keys(catalogue) as readonly CommandId[]

export const commandInfo = (id: CommandId): CommandInfo => catalogue[id]
