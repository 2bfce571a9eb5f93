/** One mistake, where it is. The kind is also the translation key. Lines count as a text editor does; columns are named as in the header. */
export interface ImportProblem {
  readonly line: number
  readonly column: string
  readonly kind: string
  readonly value: string
}

export const columns = ['name', 'email', 'role', 'team', 'brands', 'skills', 'languages', 'time zone'] as const
export type Column = (typeof columns)[number]

export interface AgentLine {
  readonly line: number
  /** Only the columns that the file has. */
  readonly cells: Readonly<Partial<Record<Column, string>>>
}
