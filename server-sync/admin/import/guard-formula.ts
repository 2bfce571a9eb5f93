/** A spreadsheet runs what begins so: a name such as `=HYPERLINK(…)` must stay a name. */
const formula = /^[=+\-@\t\r]/

export const guarded = (cell: string) => (formula.test(cell) ? `'${cell}` : cell)

/** The other way round, so that a list that went out comes back as it was. */
export const unguarded = (cell: string) => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell)
