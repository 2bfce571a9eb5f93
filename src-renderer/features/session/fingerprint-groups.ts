const bytesInGroup = 2

/** `AB:CD:EF:01` as `AB:CD`, `EF:01`: short enough to be read aloud and found again, and written as other tools write it. */
export function fingerprintGroups(fingerprint: string): string[] {
  const bytes = fingerprint.split(':')
  return Array.from({ length: Math.ceil(bytes.length / bytesInGroup) }, (_, index) =>
    bytes.slice(index * bytesInGroup, (index + 1) * bytesInGroup).join(':'),
  ).filter((group) => group !== '')
}
