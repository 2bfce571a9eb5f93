/** What stands before a name's ending, and the ending with its dot: where a long name is cut, what kind of file it is stays in sight. */
export function splitName(name: string): { readonly stem: string; readonly ending: string } {
  const ending = /^.+(\.[^. ]{1,10})$/u.exec(name)?.[1] ?? ''
  return { stem: ending === '' ? name : name.slice(0, -ending.length), ending }
}
