import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import { type SystemWords, createSystemWords } from './system-words.ts'

/** Before anybody knows what language the windows speak: in the computer's own. */
export interface LateWords extends ReadableValue<SystemWords> {
  follow(words: ReadableValue<SystemWords>): void
}

export function createLateWords(systemLanguages: readonly string[]): LateWords {
  const preferences = createObservableValue({ language: 'system' as const })
  const words = createObservableValue(createSystemWords({ preferences, systemLanguages }).get())
  return {
    ...words,
    follow(known) {
      words.set(known.get())
      known.onChange(words.set)
    },
  }
}
