import type { Example } from '../../input/examples.ts'

/** Who reads one file at a start. */
export interface Reader {
  /** What the file holds when nothing is wrong with it. */
  readonly example: Example
  /** @returns a word for what it made of it, or the law that it broke; throws only where something is wrong with us */
  read(file: string): Promise<string>
}
