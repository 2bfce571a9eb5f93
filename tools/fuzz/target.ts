import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../simulate/schedule/random.ts'

/**
 * Something that takes in what strangers wrote. To add one: write a file under `targets/` that exports a `Target`, and name it in
 * `targets.ts`. It says how an input is made and what was answered; whether that was right is judged in `oracle/`.
 */
export interface Target {
  readonly name: string
  /** How large its part of all inputs is, beside the other targets' shares. Slow ones get a small one. */
  readonly share: number
  open(): Promise<OpenTarget>
}

export interface OpenTarget {
  /** The same input for the same random numbers. Plain JSON, so that it can be kept, read and made smaller. */
  make(random: Random): Json
  run(input: Json): Promise<Seen>
  /** After each batch of inputs: what has to be true of everything that lies behind the target. @returns what is not */
  settle?(): Promise<readonly string[]>
  close(): Promise<void>
}

export interface Answer {
  readonly text: string
  /** It says no, or that something went wrong: then it has to say so in a word of ours, and nothing else. */
  readonly isError: boolean
}

export interface Seen {
  /** In a word, for the table. */
  readonly outcome: string
  /** All that whoever sent the input heard. */
  readonly answers: readonly Answer[]
  /** What was written to logs meanwhile. */
  readonly logged?: readonly string[]
  /** A law of this target's own that did not hold. */
  readonly broken?: string
}
