/** Where each kept record lies in the file. Numbers have no gaps, so one offset a record says it all. */
export interface RecordPlaces {
  /** Number before the first record. */
  base(): number
  last(): number
  /** Length of the file, as far as it is good. */
  end(): number
  /** For the number after the last one: the end. */
  startOf(deviceSeq: number): number
  add(bytes: number): void
  /** Everything up to this number is gone, and the rest lies `bytes` further to the front. Answers how many are gone. */
  forget(upTo: number, bytes: number): number
}

export function createRecordPlaces(
  initialBase: number,
  initialStarts: readonly number[],
  initialEnd: number,
): RecordPlaces {
  let base = initialBase
  let starts = [...initialStarts]
  let end = initialEnd
  return {
    base: () => base,
    last: () => base + starts.length,
    end: () => end,
    startOf: (deviceSeq) => starts[deviceSeq - base - 1] ?? end,
    add(bytes) {
      starts.push(end)
      end += bytes
    },
    forget(upTo, bytes) {
      const forgotten = upTo - base
      starts = starts.slice(forgotten).map((start) => start - bytes)
      base = upTo
      end -= bytes
      return forgotten
    },
  }
}
