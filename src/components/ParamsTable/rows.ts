import type { Row } from '../../vocabulary/project.ts'

/** A row with the names of the structures that it stands in, outermost first. */
export interface UnfoldedRow {
  readonly row: Row
  readonly parents: readonly string[]
}

/** The rows, each followed by its members. */
export const unfold = (rows: readonly Row[], parents: readonly string[] = []): readonly UnfoldedRow[] =>
  rows.flatMap((row) => [{ row, parents }, ...unfold(row.children ?? [], [...parents, row.name])])

/** Rows say that they are headers; in literal arrays, which do not, the names of headers have hyphens and those of members have none. */
export const prefixOf = (rows: readonly Row[]): string =>
  rows.every(({ name, in: part }) => (part === undefined ? name.includes('-') : part === 'header')) ? 'header' : 'request'

/** The fragment of a row's URL: `request-Tags-TagKey`. */
export const anchorOf = (prefix: string, { row, parents }: UnfoldedRow): string =>
  [prefix, ...parents, row.name].join('-').replaceAll(' ', '-')
