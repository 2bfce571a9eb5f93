export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly number: number
  readonly name: string
  /** Forward only. Once landed, its text never changes: the checksum of what was applied is compared at every start. */
  readonly sql: string
}
