import type { Refusal } from '../../kit/refusal.ts'

const refusal = (kind: Refusal['kind'], detail?: Refusal['detail']): Refusal => ({
  kind,
  retryable: false,
  ...(detail ? { detail } : {}),
})

export const fieldRefusals = {
  /** There is no such field for this row, or it is used no more. */
  unknown: (fieldId: string) => refusal('field/unknown', { fieldId }),
  wrongValue: (fieldId: string) => refusal('field/wrong-value', { fieldId }),
  /** Somebody else has set it since. */
  changedMeanwhile: (fieldId: string) => refusal('field/changed-meanwhile', { fieldId }),
  tooMany: () => refusal('field/too-many'),
}
