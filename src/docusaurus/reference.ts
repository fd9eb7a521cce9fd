import { operations } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { anchorOfError, errorUrl } from '../ready/routes.ts'
import { awsConditionKeys, conditionKeys, permissions } from './access-elements.ts'
import { changelog } from './changelog.ts'
import {
  codeSamples,
  keyStateStrip,
  keyStatesTable,
  operationGroups,
  policyStatement,
  relatedOperations,
  requestLine,
  stateMatrix,
} from './elements.ts'
import { bounds, errorCodes, keyStateMoves, keyStateRules, keyStateTable, quota, repeatableErrors } from './manual-elements.ts'
import { manualGroups, manualPages } from './manual-lists.ts'
import { importNode, jsonAttribute, link, type Node, nodeText, text, walk } from './nodes.ts'
import { pageSizes } from './page-sizes.ts'
import { sandboxKeys } from './sandbox.ts'

const MODEL: Readonly<Record<string, KmsOperation>> = operations

/** Elements that name an operation in their attribute `of`; `urls` are the links of the page. */
const OF_OPERATION: Readonly<Record<string, (operation: KmsOperation, urls: readonly string[]) => Node[]>> = {
  CodeSamples: codeSamples,
  KeyStates: keyStatesTable,
  PolicyStatement: policyStatement,
  RelatedOperations: relatedOperations,
}

/** Elements of the whole model. */
const OF_MODEL: Readonly<Record<string, () => Node[]>> = {
  AwsConditionKeys: awsConditionKeys,
  Changelog: changelog,
  ConditionKeys: conditionKeys,
  ErrorCodes: errorCodes,
  KeyStateMoves: keyStateMoves,
  KeyStateRules: keyStateRules,
  KeyStateTable: keyStateTable,
  ManualGroups: manualGroups,
  PageSizes: pageSizes,
  Permissions: permissions,
  SandboxKeys: sandboxKeys,
  StateMatrix: stateMatrix,
}

/** Elements within a text. */
const IN_TEXT: Readonly<Record<string, (of: string) => Node[]>> = {
  Bounds: bounds,
  Quota: quota,
  RepeatableErrors: repeatableErrors,
}

const ofOf = ({ attributes = [] }: Node): string => String(attributes.find(({ name }) => name === 'of')?.value)

const operationOf = (node: Node): KmsOperation => {
  const { name } = node
  const of = ofOf(node)
  const operation = MODEL[of]
  if (!operation) throw new Error(`Failed to expand <${name} of="${of}" />: no such operation.`)
  return operation
}

/** Whether it is a component of the package: some have the names of elements here, and all name an operation otherwise. */
const isEmbed = ({ attributes = [] }: Node): boolean =>
  attributes.some(({ name, value }) => name === 'operation' && typeof value === 'string')

const expand = (node: Node, urls: readonly string[]): readonly Node[] => {
  if (node.type !== 'mdxJsxFlowElement') return [node]
  const expansion = isEmbed(node) ? undefined : OF_OPERATION[node.name ?? '']
  if (expansion) return expansion(operationOf(node), urls)
  if (node.name === 'ManualPages') return manualPages(ofOf(node))
  const made = OF_MODEL[node.name ?? '']?.()
  if (made) return made
  if (node.name === 'OperationIndex')
    return [{ ...node, attributes: [...(node.attributes ?? []), jsonAttribute('groups', operationGroups())] }]
  return [node]
}

const expandTexts = (node: Node): void => {
  if (!node.children) return
  node.children = node.children.flatMap((child) => {
    expandTexts(child)
    return (child.type === 'mdxJsxTextElement' && IN_TEXT[child.name ?? '']?.(ofOf(child))) || [child]
  })
}

/** The rows of the table of errors get an anchor each, and the code leads to the manual's entry. */
const linkErrors = (table: Node): void => {
  for (const row of (table.children ?? []).slice(1)) {
    const cell = row.children?.[0]
    const code = cell && nodeText(cell)
    if (!code) continue
    const anchor = anchorOfError(code)
    cell.children = [
      link(errorUrl(code), cell.children ?? []),
      link(`#${anchor}`, [text('#')], { id: anchor, className: ['qkms-anchor'], ariaLabel: `Link to ${code}` }),
    ]
  }
}

/** Second-level headings end the section of the one before. */
function* sectionsOf(nodes: readonly Node[]): Generator<readonly [section: string, node: Node]> {
  let section = ''
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 2) section = nodeText(node)
    yield [section, node]
  }
}

/** An operation's page with the line of its request, and what each key state says, below its title and the sentence that follows. */
const withSummary = (nodes: readonly Node[]): readonly Node[] => {
  const title = nodes.findIndex(({ type, depth }) => type === 'heading' && depth === 1)
  const heading = nodes[title]
  const operation = heading && MODEL[nodeText(heading)]
  if (!operation) return nodes
  const end = nodes[title + 1]?.type === 'paragraph' ? title + 2 : title + 1
  return [...nodes.slice(0, end), requestLine(operation), ...keyStateStrip(operation), ...nodes.slice(end)]
}

/** Names of operations are no words of a language: a browser that translates the page leaves titles and links of these names as they are. */
const keepNames = (nodes: readonly Node[]): void => {
  for (const node of nodes.flatMap((top) => [...walk(top)])) {
    const isName = node.type === 'link' || (node.type === 'heading' && node.depth === 1)
    if (!isName || !Object.hasOwn(MODEL, nodeText(node))) continue
    node.data = { ...node.data, hProperties: { ...node.data?.hProperties, translate: 'no' } }
  }
}

/** The components of the theme that a page may have been given here. */
const THEME = ['CodeSamples', 'RequestLine']

/**
 * A remark plugin that puts what the model has in the place of the elements that stand for it, links the errors of the pages of
 * the API reference, and sums up each operation below its title.
 *
 * @throws {Error} where an element names no operation, or has nothing to show of it
 */
export const reference = () => (root: Node) => {
  expandTexts(root)
  const urls = [...walk(root)].flatMap(({ type, url = '' }) => (type === 'link' ? [url] : []))
  for (const [section, node] of sectionsOf(root.children ?? []))
    if (section === 'Special Errors' && node.type === 'table') linkErrors(node)
  const children = withSummary(root.children ?? []).flatMap((node) => expand(node, urls))
  keepNames(children)
  const imports = THEME.filter((name) => children.some((node) => node.name === name && !isEmbed(node)))
  // The plugin has given the page components of the same names.
  const isReplaced = ({ type, value }: Node) =>
    type === 'mdxjsEsm' && imports.some((name) => value === `import ${name} from '@theme/${name}'`)
  const kept = children.filter((node) => !isReplaced(node))
  root.children = [...imports.map((name) => importNode(name, `@site/src/theme/${name}`)), ...kept]
}
