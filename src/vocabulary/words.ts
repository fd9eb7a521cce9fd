/** The words that projections put into rows. A table in another language has the same members. */
export interface Words {
  /** What a header has to be. */
  readonly mustBe: (value: string) => string
  readonly blob: string
  readonly timestamp: string
  readonly dateTime: string
  readonly listOf: (item: string) => string
  readonly mapOf: (value: string) => string
  /** Joins the types of a union. */
  readonly or: string
  /** The name of a union's option, counted from 1. */
  readonly option: (number: number) => string
  readonly characters: string
  readonly bytes: string
  readonly items: string
  readonly atLeast: (quantity: string) => string
  readonly atMost: (quantity: string) => string
  readonly exactly: (quantity: string) => string
  readonly between: (min: string, max: string) => string
  readonly pattern: (pattern: string) => string
  /** A constraint of each item of a list. */
  readonly each: (constraint: string) => string
  /** Why a request cannot be built. */
  readonly notAnObject: string
  readonly missingInPath: (member: string, path: string) => string
  readonly notInPath: (value: string, path: string) => string
}

export const WORDS: Words = {
  mustBe: (value) => `Must be "${value}".`,
  blob: 'blob (base64)',
  timestamp: 'timestamp (seconds)',
  dateTime: 'string (date-time)',
  listOf: (item) => `list of ${item}`,
  mapOf: (value) => `map of string to ${value}`,
  or: ' or ',
  option: (number) => `option ${number}`,
  characters: 'characters',
  bytes: 'bytes',
  items: 'items',
  atLeast: (quantity) => `at least ${quantity}`,
  atMost: (quantity) => `up to ${quantity}`,
  exactly: (quantity) => `exactly ${quantity}`,
  between: (min, max) => `${min} to ${max}`,
  pattern: (pattern) => `pattern ${pattern}`,
  each: (constraint) => `each ${constraint}`,
  notAnObject: 'the parameters have to be a JSON object, because some of them belong into the address',
  notInPath: (value, path) => `'${value}' cannot stand in the path ${path}`,
  missingInPath: (member, path) => `${member} is missing, and the path ${path} needs it`,
}
