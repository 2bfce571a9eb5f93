interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * Keys as Electron writes them, of what somebody pressed; null when it is not enough, or types something somewhere: Ctrl and
 * Alt together are AltGr on many keyboards.
 */
export function acceleratorOf({ code, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  const key = nameOfKey(code)
  if (key === null) return null
  const isFunctionKey = /^F\d+$/.test(key)
  if (!isFunctionKey && ((!ctrlKey && !metaKey) || (ctrlKey && altKey))) return null
  return [
    ...(ctrlKey ? ['Control'] : []),
    ...(metaKey ? ['Super'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    key,
  ].join('+')
}

function nameOfKey(code: string): string | null {
  const typed = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/.exec(code)
  if (typed) return typed[1] ?? typed[2] ?? typed[3] ?? null
  const named = { Space: 'Space', Home: 'Home', End: 'End', PageUp: 'PageUp', PageDown: 'PageDown', Insert: 'Insert' }
  return named[code as keyof typeof named] ?? null
}

/** As a person reads it. */
export const readableKeys = (accelerator: string): string =>
  accelerator.replace('CommandOrControl', 'Ctrl').replace('Control', 'Ctrl')
