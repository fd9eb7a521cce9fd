/** What an element holds: a text, elements by name in their order, or a list that repeats the element. */
export type Xml = string | number | undefined | { readonly [name: string]: Xml } | readonly Xml[]

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** What XML 1.0 cannot write at all (section 2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

/**
 * An element with what it holds; one that holds `undefined` is left out.
 *
 * @example xml('Error', { Code: 'InvalidAction', Message: 'a < b' }) // <Error><Code>InvalidAction</Code><Message>a &lt;
 * b</Message></Error>
 */
export const xml = (name: string, content: Xml, attributes = ''): string => {
  if (content === undefined) return ''
  if (Array.isArray(content)) return content.map((item: Xml) => xml(name, item)).join('')
  const inner =
    typeof content === 'object'
      ? Object.entries(content)
          .map(([child, value]) => xml(child, value))
          .join('')
      : escaped(String(content))
  return `<${name}${attributes}>${inner}</${name}>`
}
