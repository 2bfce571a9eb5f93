import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clearFieldsOf } from './clear-fields.ts'
import { defineEntity } from './define-entity.ts'
import { count, instant, text } from './fields.ts'
import { toRxSchema } from './to-rx-schema.ts'
import { toSql } from './to-sql.ts'

const parcel = defineEntity({
  name: 'parcelLabel',
  version: 3,
  replication: 'synced',
  shape: {
    id: text(36),
    state: z.enum(['printed', 'lost']),
    carrierId: text(20).nullable(),
    words: text(100),
    weightGrams: count(50_000),
    printedAt: instant(),
    isFragile: z.boolean(),
    lines: z.array(z.strictObject({ title: text(10) })),
  },
  clear: ['state', 'carrierId', 'printedAt', 'isFragile'],
  descending: ['printedAt'],
  indexes: [['state', 'printedAtDesc']],
})

describe('defineEntity', () => {
  it('refuses an index over a field that is not readable at rest', () => {
    expect(() => defineEntity({ ...parcel, clear: ['state'], descending: [], indexes: [['words']] })).toThrow(
      'index field "words" is not a clear field',
    )
  })

  it('validates strictly: an unknown field is an error', () => {
    expect(parcel.schema.safeParse({ id: 'p1', surprise: 1 }).success).toBe(false)
  })

  it('refuses text that PostgreSQL cannot store', () => {
    expect(text(10).safeParse('a\0b').success).toBe(false)
    expect(text(10).safeParse('\ud83d').success).toBe(false)
    expect(text(10).safeParse('😀 ok').success).toBe(true)
  })
})

describe('toRxSchema', () => {
  it('keeps only the id, the clear fields, their inverted twins and the sealed body', () => {
    const schema = toRxSchema(parcel)
    expect(Object.keys(schema.properties)).toEqual([
      'id',
      'state',
      'carrierId',
      'printedAt',
      'isFragile',
      'printedAtDesc',
      'sealed',
    ])
    expect(schema.version).toBe(2)
    expect(schema.properties['state']).toEqual({ type: 'string', maxLength: 7 })
  })

  it('refuses to leave a list or an object readable', () => {
    expect(() => toRxSchema({ ...parcel, clear: ['lines'] } as never)).toThrow('parcelLabel.lines')
  })
})

describe('clearFieldsOf', () => {
  it('gives exactly the properties that the RxDB schema declares, with null made indexable', () => {
    const clear = clearFieldsOf(parcel)({ state: 'lost', carrierId: null, printedAt: 5, isFragile: true })
    expect(clear).toEqual({
      state: 'lost',
      carrierId: '',
      printedAt: 5,
      isFragile: true,
      printedAtDesc: 9_999_999_999_994,
    })
    expect(Object.keys({ id: '', ...clear, sealed: '' }).sort()).toEqual([...toRxSchema(parcel).required].sort())
  })
})

describe('toSql', () => {
  it('gives columns with types, limits, states and nullability, and an index that starts with the organisation', () => {
    const sql = toSql(parcel)
    expect(sql).toContain('"state" text NOT NULL CHECK ("state" IN (\'printed\', \'lost\'))')
    expect(sql).toContain('"carrier_id" text CHECK (char_length("carrier_id") <= 20)')
    expect(sql).toContain('"lines" jsonb NOT NULL')
    expect(sql).toContain('ON "parcel_label" ("organisation_id", "state", "printed_at")')
  })
})
