/**
 * COPY's text format would escape the backslashes of JSON. In CSV a value goes out as it is, unless it holds a delimiter,
 * a quotation mark or a line break: with these two as such, no JSON does.
 */
export const copyStatement = (select: string, target: string) =>
  `COPY (${select}) TO ${target} WITH (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`

/** A text as part of a statement: COPY takes no values. Backslashes are ordinary characters in standard SQL. */
export const sqlLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`
