/** Ends an exhaustive switch: a new member of the union fails to compile here, and a bad value at run time throws. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
