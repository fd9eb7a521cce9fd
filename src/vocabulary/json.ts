/** Numbers that a text of JSON has and JavaScript has not, such as 9007199254740993. */

/** ECMAScript 2026, which the compiler's library does not describe yet. Absent from Safari before 18.4, where such numbers are rounded. */
interface Raw {
  readonly rawJSON?: (text: string) => object
  readonly isRawJSON?: (value: unknown) => value is { readonly rawJSON: string }
}
const { rawJSON, isRawJSON }: Raw = JSON as unknown as Raw

const keep = (_: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source
  if (!rawJSON || typeof value !== 'number' || source === undefined) return value
  return String(value) === source || !/^-?\d+$/.test(source) ? value : rawJSON(source)
}

/**
 * The value of a text. An integer that JavaScript would round becomes an object that `JSON.stringify` writes as it was.
 *
 * @throws {SyntaxError} where the text is not JSON
 * @example JSON.stringify(parseJson('[9007199254740993]')) //=> '[9007199254740993]'
 */
export const parseJson = (text: string): unknown =>
  JSON.parse(text, keep as (this: unknown, name: string, value: unknown) => unknown)

/** A value as the text of a path, a query or a header has it: a string as it is, an object or a list as JSON. */
export const plainText = (value: unknown): string => {
  if (isRawJSON?.(value)) return value.rawJSON
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
