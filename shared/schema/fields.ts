import { z } from 'zod'
import type { Branded } from '../kit/branded.ts'

/** PostgreSQL stores neither NUL nor half a surrogate pair: such text is refused at the boundary, not by the database. */
const isStorable = (value: string) => !/\0|\p{Surrogate}/u.test(value)

const storable = (schema: z.ZodString) => schema.refine(isStorable, 'not storable text')

/** Ids are at most 36 characters: a UUID, or a readable name in the demonstration data. */
export const idMaxLength = 36

export const id = <Name extends string>(_name: Name) =>
  storable(z.string().min(1).max(idMaxLength)) as unknown as z.ZodType<Branded<string, Name>, Branded<string, Name>>

/** A workstation names a folder after its replica: what would lead out of its own is no such id, whoever sent or wrote it. */
export const replicaId = () => z.string().regex(/^[\w-]{1,36}$/)

/** Milliseconds since 1970; 0 stands for "never" in fields that are indexed. */
export const instant = () => z.int().min(0).max(9_999_999_999_999)

export const count = (max = 1_000_000_000) => z.int().min(0).max(max)

/** A row that somebody further on validates against its entity's own schema: looking at it key by key would be done twice. */
export const unvalidatedRow = () =>
  z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  )

/** Text of at most `max` UTF-16 units. */
export const text = (max: number) => storable(z.string().max(max))

/** BCP 47 tag, lower-case language first: `en`, `zh-Hans`, `pt-BR`. Empty: not known. */
export const languageTag = () => storable(z.string().max(35))

/** ISO 4217 code and an integer of its minor unit: 1999 GBP is £19.99. */
export const currency = () => storable(z.string().length(3))
