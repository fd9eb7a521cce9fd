import type { Element, Nodes } from 'hast'

/** A built page as a tree (hast), as the plugins that make something of it read it. */

export const classesOf = ({ properties }: Element): readonly string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : []

export const has = (element: Element, className: string): boolean => classesOf(element).includes(className)

export function* elements(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node
  if ('children' in node) for (const child of node.children) yield* elements(child)
}

export const find = (node: Nodes, fits: (element: Element) => boolean): Element | undefined => {
  for (const element of elements(node)) if (fits(element)) return element
  return undefined
}

export const plainText = (node: Nodes): string => {
  if (node.type === 'text') return node.value
  // Docusaurus ends each line of its code blocks so.
  if (node.type === 'element' && node.tagName === 'br') return '\n'
  return 'children' in node ? node.children.map(plainText).join('') : ''
}

/** What only helps on a screen: buttons, the anchors' links, announcements, the filter's field, and what a table says again below. */
export const isControl = (element: Element): boolean =>
  ['button', 'script', 'style', 'caption'].includes(element.tagName) ||
  element.properties.role === 'status' ||
  ['hash-link', 'qkms-anchor', 'qkms-filter', 'admonitionIcon', 'page-actions', 'key-state-strip'].some((name) =>
    has(element, name),
  )
