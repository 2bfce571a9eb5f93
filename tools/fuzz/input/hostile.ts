import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../simulate/schedule/random.ts'

/** Texts that have broken something somewhere. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\ufeff',
  '\ufffe\uffff',
  '\u202e\u2066abc',
  '\r\n\r\n',
  '\u2028\u2029',
  '👩‍👩‍👧‍👦',
  'ﷺ'.repeat(20),
  'a\u0301\u0301\u0301\u0301',
  "' OR 1=1 --",
  "'; DROP TABLE conversation; --",
  '$1',
  '%',
  '%00',
  '%s%n%x',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..\\..\\windows',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '1e999',
  '9007199254740993',
  '0x10',
  'en-US-u-ca-' + 'x'.repeat(40),
  'x'.repeat(37),
  'x'.repeat(201),
  'x'.repeat(10_001),
  '(a+)+$',
  `${'a'.repeat(30)}!`,
]

const hostileNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  -0.1,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  9_999_999_999_999,
  10_000_000_000_000,
  1e21,
  1e308,
  -1e308,
  5e-324,
]

/** Keys that mean something to the language rather than to us. */
export const hostileKeys: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  '',
  '\0',
  '0',
]

export function hostileValue(random: Random): Json {
  const kind = random.between(0, 9)
  if (kind <= 3) return random.pick(hostileTexts)
  if (kind <= 6) return random.pick(hostileNumbers)
  return random.pick<Json>([
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    Array.from({ length: 300 }, (_, index) => index),
    nested(40),
    JSON.parse('{"__proto__": {"isPolluted": true}}') as Json,
    { constructor: { prototype: { isPolluted: true } } },
    JSON.parse('{"then": "a promise?"}') as Json,
    { toJSON: 'no function' },
  ])
}

function nested(depth: number): Json {
  let value: Json = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
