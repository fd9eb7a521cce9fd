/** How an element is told something: as a property, or as an attribute. */
export interface Input {
  readonly attribute?: string
  /** Reads the attribute; its text unless given. */
  readonly parse?: (text: string) => unknown
}

const JSON_TEXT = { parse: (text: string): unknown => JSON.parse(text) }

/** By property. */
export type Inputs = Readonly<Record<string, Input>>

export const TESTER = {
  operation: { attribute: 'operation' },
  description: { attribute: 'description' },
  parameters: { attribute: 'parameters', ...JSON_TEXT },
  example: { attribute: 'example', ...JSON_TEXT },
  exampleResponse: { attribute: 'example-response', ...JSON_TEXT },
  fetch: {},
  api: {},
} satisfies Inputs

export const TABLE = {
  operation: { attribute: 'operation' },
  of: { attribute: 'of' },
  caption: { attribute: 'caption' },
  anchorPrefix: { attribute: 'anchor-prefix' },
  parameters: { attribute: 'parameters', ...JSON_TEXT },
} satisfies Inputs

export const EXAMPLE = {
  operation: { attribute: 'operation' },
  request: { attribute: 'request', ...JSON_TEXT },
  response: { attribute: 'response', ...JSON_TEXT },
} satisfies Inputs

export const SAMPLES = {
  operation: { attribute: 'operation' },
  samples: { attribute: 'samples', ...JSON_TEXT },
} satisfies Inputs

export const SCENARIO = {
  name: { attribute: 'name' },
  scenario: { attribute: 'scenario', ...JSON_TEXT },
  locals: {},
  api: {},
} satisfies Inputs
