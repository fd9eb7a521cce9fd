/** The words of a table. They stand apart from the others, so that a page with tables alone loads no more. */
export interface TableTexts {
  readonly none: string
  /** Shown while the rows of an operation load, or where they cannot be had. */
  readonly loading: (operation: string) => string
  readonly failedToLoad: (operation: string, reason: string) => string
  readonly unknownOperation: (operation: string) => string
  readonly captions: Readonly<Record<'header' | 'request' | 'response' | 'other', string>>
  readonly name: string
  readonly type: string
  readonly required: string
  readonly optional: string
  /** In the place of the two, of an option of a union. */
  readonly alternative: string
  readonly description: string
  readonly default: string
  readonly deprecated: string
  readonly linkTo: (name: string) => string
  readonly values: (count: number) => string
  readonly in: Readonly<Record<'body' | 'header' | 'path' | 'query', string>>
}

export const TABLE: TableTexts = {
  none: 'None.',
  loading: (operation) => `The table of ${operation} is loading. It needs JavaScript.`,
  failedToLoad: (operation, reason) => `Failed to load the table of ${operation}: ${reason}`,
  unknownOperation: (operation) => `Failed to find the operation ${operation}: the API has none of that name.`,
  captions: { header: 'Request headers', request: 'Request parameters', response: 'Response elements', other: 'Parameters' },
  name: 'Name',
  type: 'Type',
  required: 'Required',
  optional: 'Optional',
  alternative: 'One of these',
  description: 'Description',
  default: 'Default: ',
  deprecated: 'Deprecated',
  linkTo: (name) => `Link to ${name}`,
  values: (count) => `${count} values`,
  in: { body: 'body', header: 'header', path: 'path', query: 'query' },
}
