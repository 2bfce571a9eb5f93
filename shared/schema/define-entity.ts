import { z } from 'zod'

/** `synced` rows are truth on the server and a copy here; `local` rows never leave the workstation. */
export type Replication = 'synced' | 'local'

/** What comes and goes as a whole when a replica's scope changes. Rows hang on exactly one root. */
export interface Root {
  readonly kind: 'conversation' | 'customer' | 'shelf'
  readonly id: string
}

export interface EntitySpec<Name extends string, Shape extends z.ZodRawShape> {
  readonly name: Name
  /** Raise it whenever the shape, indexes or clear fields change: `schema-hash.test.ts` insists. */
  readonly version: number
  readonly replication: Replication
  readonly shape: Shape
  /** Fields that stay readable at rest because indexes need them: ids, numbers, times, states. Never words a person wrote. */
  readonly clear: readonly (keyof Shape & string)[]
  /** Clear numbers that are also kept inverted as `<field>Desc`: RxDB never uses an index for a descending sort. */
  readonly descending?: readonly (keyof Shape & string)[]
  /** Each is a list of clear (or `…Desc`) fields. */
  readonly indexes: readonly (readonly string[])[]
  root?(row: z.infer<z.ZodObject<Shape, z.core.$strict>>): Root
}

export interface Entity<Name extends string, Shape extends z.ZodRawShape> extends EntitySpec<Name, Shape> {
  readonly schema: z.ZodObject<Shape, z.core.$strict>
}

/** An entity whatever its shape: what the generators need of it. */
export interface AnyEntity {
  readonly name: string
  readonly version: number
  readonly replication: Replication
  readonly schema: z.ZodObject
  readonly clear: readonly string[]
  readonly descending?: readonly string[]
  readonly indexes: readonly (readonly string[])[]
  root?(row: never): Root
}

export type RowOf<E> = E extends Entity<string, infer Shape> ? z.infer<z.ZodObject<Shape, z.core.$strict>> : never

/** One definition, four uses: the type (`RowOf`), the validator (`schema`), the RxDB schema and the first SQL. */
export function defineEntity<const Name extends string, Shape extends z.ZodRawShape>(
  spec: EntitySpec<Name, Shape>,
): Entity<Name, Shape> {
  const known = new Set([...spec.clear, ...(spec.descending ?? []).map(descendingName)])
  for (const field of spec.indexes.flat()) {
    if (!known.has(field)) throw new Error(`${spec.name}: index field "${field}" is not a clear field`)
  }
  return { ...spec, schema: z.strictObject(spec.shape) }
}

export const descendingName = (field: string) => `${field}Desc`
