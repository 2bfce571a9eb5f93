const lineFeed = 10

/** The same bytes in larger pieces, each of which ends with a line. */
export async function* wholeLines(pieces: AsyncIterable<Buffer>, atLeast = 1024 * 1024): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = []
  let size = 0
  let wanted = atLeast
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < wanted) continue
    const all = Buffer.concat(held, size)
    const end = all.lastIndexOf(lineFeed) + 1
    if (end > 0) yield all.subarray(0, end)
    held = [all.subarray(end)]
    size = all.length - end
    // A single row longer than that is not gone through again for each piece of it.
    wanted = Math.max(atLeast, size * 2)
  }
  if (size > 0) yield Buffer.concat(held, size)
}
