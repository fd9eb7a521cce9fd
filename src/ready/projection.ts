import { loaded } from './loaded.ts'

export const ROWS = 'rows'

/** What makes the rows of a table from an operation. A table that is given its rows never loads it. */
export const projection = loaded(() => import('./rows.ts'))
