import fc from 'fast-check'

const codePoint = fc.nat({ max: 0x10_ff_ff }).map((point) => String.fromCodePoint(point))

/** Of any code points there are, halves of surrogate pairs too. fast-check's own `binary` first lists them all, for seconds. */
export const anyText = (): fc.Arbitrary<string> => fc.string({ unit: codePoint })
