import { exportNode, type Node } from './nodes.ts'

/** The elements that stand for a tester. */
const isTester = ({ type, name }: Node): boolean => type === 'mdxJsxFlowElement' && name === 'ApiTester'

/**
 * A remark plugin that says of each page, in its export `hasConsole`, whether it has one tester, which then stands beside the text. The page's
 * layout has to know this before the tester's HTML arrives.
 */
export const consoles = () => (root: Node) => {
  const testers = (root.children ?? []).filter(isTester)
  root.children = [...(root.children ?? []), exportNode('hasConsole', testers.length === 1)]
}
