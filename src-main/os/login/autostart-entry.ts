/**
 * A desktop entry that starts Farline with the session.
 * Source: Desktop Entry Specification 1.5, "The Exec key"; Desktop Application Autostart Specification 0.5.
 */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Farline',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** Twice escaped: once for the argument, once for the value of a key. A percent sign would be a field code. */
function quoted(argument: string): string {
  // A line break would end the key, and begin another one.
  if (/[\r\n\0]/.test(argument))
    throw new RangeError('an argument with a line break cannot be started from a desktop entry')
  const inQuotes = argument
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
  return `"${inQuotes}"`
}
