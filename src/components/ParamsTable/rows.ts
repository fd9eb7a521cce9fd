import type { Row } from '../../vocabulary/project.ts'

/** A row with the names of the structures that it stands in, outermost first. */
export interface UnfoldedRow {
  readonly row: Row
  readonly parents: readonly string[]
}

/** The rows, each followed by its members. */
export const unfold = (rows: readonly Row[], parents: readonly string[] = []): readonly UnfoldedRow[] =>
  rows.flatMap((row) => [{ row, parents }, ...unfold(row.children ?? [], [...parents, row.name])])

/** HTTP headers have hyphens in their names, members never do. */
export const prefixOf = (rows: readonly Row[]): string => (rows.every(({ name }) => name.includes('-')) ? 'header' : 'request')

/** The fragment of a row's URL: `request-Tags-TagKey`. */
export const anchorOf = (prefix: string, { row, parents }: UnfoldedRow): string => [prefix, ...parents, row.name].join('-')
