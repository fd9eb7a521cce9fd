import type { PropSidebarItem } from '@docusaurus/plugin-content-docs'

/**
 * The entries of a sidebar whose label, or whose category's, has every word. A word may be a part of one: `data key` finds GenerateDataKey.
 *
 * @example
 * matching(items, 'alias create') //=> the category Aliases, with CreateAlias alone
 */
export const matching = (items: readonly PropSidebarItem[], filter: string, category = ''): PropSidebarItem[] => {
  const words = filter.toLowerCase().split(/\s+/)
  return items.flatMap((item): PropSidebarItem[] => {
    if (item.type === 'html') return []
    const text = `${item.label} ${category}`.toLowerCase()
    if (item.type === 'link') return words.every((word) => text.includes(word)) ? [item] : []
    const found = matching(item.items, filter, text)
    return found.length > 0 ? [{ ...item, items: found }] : []
  })
}

/** How many pages there are. */
export const countOf = (items: readonly PropSidebarItem[]): number =>
  items.reduce((sum, item) => sum + (item.type === 'category' ? countOf(item.items) : 1), 0)
