import type { Members, Shape } from './shapes.ts'

/** Enumerations with more values are shown as a string: the table of members lists them. */
const FEW = 4

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

/** A value as its type, over several lines where it has members. */
const linesOf = (shape: Shape, optional: string): readonly string[] => {
  switch (shape.kind) {
    case 'blob':
      return ['"base64"']
    case 'enum': {
      const values = Object.keys(shape.values)
      return [values.length <= FEW ? values.map((value) => `"${value}"`).join(' | ') : '"string"']
    }
    case 'integer':
    case 'timestamp':
    case 'number':
      return ['number']
    case 'boolean':
      return ['boolean']
    case 'list': {
      const item = linesOf(shape.member, optional)
      return item.length === 1 ? [`[${item[0]}]`] : ['[', ...indented(item), ']']
    }
    case 'map': {
      const [first = '', ...rest] = linesOf(shape.value, optional)
      return rest.length === 0 ? [`{ "string": ${first} }`] : ['{', ...indented([`"string": ${first}`, ...rest]), '}']
    }
    case 'structure':
      return bodyLines(shape.members, optional)
    case 'union':
      return [shape.options.map((option) => linesOf(option, optional).join(' ')).join(' | ')]
    case 'null':
      return ['null']
    default:
      return ['"string"']
  }
}

const bodyLines = (members: Members, optional: string): readonly string[] => {
  const entries = Object.entries(members)
  const lines = entries.flatMap(([name, { type, required }], index) => {
    const [first = '', ...rest] = linesOf(type, optional)
    const value = [`"${name}": ${first}`, ...rest]
    const last = value.length - 1
    const comma = index < entries.length - 1 ? ',' : ''
    // The note stands where the member begins, so that it is read before what is inside.
    return value.map(
      (line, at) => `${line}${at === last ? comma : ''}${at === 0 && !required && optional ? `  // ${optional}` : ''}`,
    )
  })
  return lines.length === 0 ? ['{}'] : ['{', ...indented(lines), '}']
}

/**
 * A body with every member, and each member’s type in the place of its value: JSON with a note behind what may be left out.
 *
 * @param members the members of a request or a response
 * @param optional the note, such as `optional`; empty for none, as in a response
 * @example
 * syntaxOf({ KeyId: { type: string(), required: true, description: 'The key.' } }, 'optional')
 * // {
 * //   "KeyId": "string"
 * // }
 */
export const syntaxOf = (members: Members, optional = ''): string => bodyLines(members, optional).join('\n')
