import { tinykeys } from 'tinykeys'
import { type CommandId, commandIds, commandInfo } from './catalogue.ts'
import { runCommand } from './registry.ts'

/** Lets the keys of the catalogue run their commands. Returns what ends it. */
export function listenForKeys(target: Window): () => void {
  return tinykeys(target, keyBindings(), { ignore: isComposing })
}

/** Sequences first: in `g e` the second key must not also be a lone `e`. */
export function keyBindings(): Record<string, (event: KeyboardEvent) => void> {
  const bindings = commandIds.flatMap((id) =>
    commandInfo(id).inPlace
      ? []
      : commandInfo(id).keys.map((keys) => [keys, (event: KeyboardEvent) => press(id, event)] as const),
  )
  return Object.fromEntries(bindings.toSorted(([a], [b]) => b.split(' ').length - a.split(' ').length))
}

function press(id: CommandId, event: KeyboardEvent): void {
  const info = commandInfo(id)
  if (event.repeat && !info.repeats) return
  if (!info.inTextFields && !isFreeForSingleKeys(event.target)) return
  if (runCommand(id)) event.preventDefault()
}

/** While an input method composes, every key belongs to it. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** Single keys are off wherever letters mean something else: in text, in menus, in dialogs. */
function isFreeForSingleKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true
  return !target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')
}
