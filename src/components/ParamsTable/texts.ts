/** The words of a table. They stand apart from the others, so that a page with tables alone loads no more. */
export interface TableTexts {
  readonly none: string
  readonly captions: Readonly<Record<'header' | 'request' | 'response' | 'other', string>>
  readonly name: string
  readonly type: string
  readonly required: string
  readonly optional: string
  readonly description: string
  readonly default: string
  readonly deprecated: string
  readonly linkTo: (name: string) => string
  readonly values: (count: number) => string
  readonly in: Readonly<Record<'body' | 'header' | 'path' | 'query', string>>
}

export const TABLE: TableTexts = {
  none: 'None.',
  captions: { header: 'Request headers', request: 'Request parameters', response: 'Response elements', other: 'Parameters' },
  name: 'Name',
  type: 'Type',
  required: 'Required',
  optional: 'Optional',
  description: 'Description',
  default: 'Default: ',
  deprecated: 'Deprecated',
  linkTo: (name) => `Link to ${name}`,
  values: (count) => `${count} values`,
  in: { body: 'body', header: 'header', path: 'path', query: 'query' },
}
