/** What a system would run when somebody presses it, or a desktop take for its own. */
const runnable = new Set(
  (
    'exe com scr pif msi msp bat cmd ps1 psm1 vbs vbe js jse mjs cjs wsf wsh hta cpl jar reg lnk url scf inf dll sys ' +
    'app dmg pkg command terminal workflow desktop appimage deb rpm run sh bash zsh csh py pl rb php apk iso img vhd ' +
    'html htm xhtml shtml svg xht mht mhtml chm docm xlsm pptm dotm xltm xll ade application gadget appref-ms'
  ).split(' '),
)

/** Windows takes these for devices, whatever comes after a dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i

/** Room for a number, and for the system's own endings; in bytes, as file systems count. */
const bytesMax = 200

/**
 * A name under which a file may be kept: no part of a path, nothing that is invisible or turns the reading direction, and
 * nothing that a press would run, however it is written.
 */
export function safeFileName(wanted: string): string {
  const visible = wanted
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ')
    // Windows leaves dots and blanks at the end out, and with them what stands before would become the ending.
    .replace(/^[. ]+|[. ]+$/g, '')
  const named = visible === '' || /^_+$/.test(visible) ? 'file' : device.test(visible) ? `_${visible}` : visible
  const { stem, ending } = splitName(named)
  const short = shortened(stem, bytesMax - Buffer.byteLength(ending)) + ending
  return runnable.has(ending.slice(1).toLowerCase()) ? `${short}.txt` : short
}

/** `report.pdf` is `report` and `.pdf`; a long ending is none. */
export function splitName(name: string): { readonly stem: string; readonly ending: string } {
  const found = /^(.+)(\.[^. ]{1,20})$/u.exec(name)
  return { stem: found?.[1] ?? name, ending: found?.[2] ?? '' }
}

/** Never in the middle of a character. */
function shortened(text: string, bytes: number): string {
  let kept = ''
  let length = 0
  for (const character of text) {
    length += Buffer.byteLength(character)
    if (length > bytes) break
    kept += character
  }
  return kept.replace(/[. ]+$/, '') || 'file'
}
