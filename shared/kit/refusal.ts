/**
 * An expected failure, as a value. `kind` is stable, is the translation key (`refusal:<kind>`) and never carries
 * customer text; `retryable` says whether the same request may succeed later by itself.
 */
export interface Refusal {
  readonly kind: `${string}/${string}`
  readonly retryable: boolean
  readonly detail?: Readonly<Record<string, string | number>>
}
