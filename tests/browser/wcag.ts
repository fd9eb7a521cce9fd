import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds against WCAG A and AA and against good practice, on the page as it is now. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  // Of what passes, axe then names no elements: that takes a quarter off its time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(LEVELS)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`))
}
