import { type Selector, transform } from 'lightningcss'

/** The style sheets that the package publishes, made of src/components/qkms.css. */

/** The looks of plain elements, which on our own site come from Docusaurus's style sheet. */
const BASE = `:where(.qkms, .qkms *) {
  box-sizing: border-box;
}
:where(.qkms a) {
  color: var(--q-accent);
}
:where(.qkms code) {
  padding: 0.1em 0.3em;
  font: 0.875em var(--q-mono);
  background: color-mix(in srgb, currentColor 7%, transparent);
  border-radius: 4px;
}
`

const LIGHT = /^\.qkms \{\n([\s\S]*?)^\}\n/m
const DARK = /^\[data-theme="dark"\] \.qkms \{\n([\s\S]*?)^\}\n/m
const FIGURE = /^\.qkms \.qkms-figure \{\n([\s\S]*?)^\}\n/m

type Variables = Readonly<Record<string, string>>

const blockIn = (css: string, block: RegExp): string => {
  const [, declarations] = block.exec(css) ?? []
  if (declarations === undefined) throw new Error(`Failed to read qkms.css: it has no block ${block.source}`)
  return declarations
}

const VARIABLE = /^ {2}--qkms-([\w-]+): ([^;]+);$/gm

const variablesIn = (block: string): Variables =>
  Object.fromEntries([...block.matchAll(VARIABLE)].map(([, name = '', value = '']) => [name, value]))

/** The variables by which a page changes the looks, without `--qkms-`. Those of the dark pane of code are `figure-…`, but for its tokens. */
export const publicVariablesOf = (css: string): readonly string[] => [
  ...Object.keys(variablesIn(blockIn(css, LIGHT))),
  ...Object.keys(variablesIn(blockIn(css, FIGURE)))
    .filter((name) => !name.startsWith('code-'))
    .map((name) => `figure-${name}`),
]

/** Declarations of the inner variables: each is what the page says, or else `value`. */
const declarations = (
  variables: Variables,
  publicName: (name: string) => string,
  shownValue: (name: string, value: string) => string,
) =>
  Object.entries(variables)
    .map(([name, value]) => `  --q-${name}: var(--qkms-${publicName(name)}, ${shownValue(name, value)});\n`)
    .join('')

/**
 * The kit's sheet with its variables turned outwards: what a page sets as `--qkms-accent`, on any element around the components, counts.
 *
 * @param dark how a component becomes dark: below `data-theme="dark"`, or where the page's `color-scheme` is dark. The second needs `light-dark()`
 *   as the browser reads it, which the style pipelines of other sites may rewrite.
 */
const styleSheetOf = (css: string, dark: 'data-theme' | 'color-scheme'): string => {
  const light = variablesIn(blockIn(css, LIGHT))
  const darks = variablesIn(blockIn(css, DARK))
  const same = (name: string) => name
  const either = (name: string, value: string) => (darks[name] ? `light-dark(${value}, ${darks[name]})` : value)
  const rest = (block: RegExp) => blockIn(css, block).replace(VARIABLE, '').replace(/^\n/gm, '')
  const figure = declarations(
    variablesIn(blockIn(css, FIGURE)),
    (name) => (name.startsWith('code-') ? name : `figure-${name}`),
    (_, value) => value,
  )
  const blocks = css
    .replace(
      LIGHT,
      `.qkms {\n${declarations(light, same, dark === 'color-scheme' ? either : (_, value) => value)}${rest(LIGHT)}}\n`,
    )
    .replace(DARK, () => {
      if (dark === 'color-scheme') return ''
      const set = declarations(darks, same, (_, value) => value)
      const system = `@media (prefers-color-scheme: dark) {\n[data-theme="system"] .qkms {\n${set}${rest(DARK)}}\n}\n`
      return `[data-theme="dark"] .qkms {\n${set}${rest(DARK)}}\n${system}`
    })
    .replace(FIGURE, `.qkms .qkms-figure {\n${figure}${rest(FIGURE)}}\n`)
  const inner = new RegExp(`var\\(--qkms-(${Object.keys(light).join('|')})(?=[,)])`, 'g')
  // What the page sets is read by the declarations alone.
  const sheet = blocks
    .split('\n')
    .map((line) => {
      const [, declared = '', value = line] = /^( {2}--q-[\w-]+: var\(--qkms-[\w-]+)(,.*)$/.exec(line) ?? []
      return declared + value.replace(inner, 'var(--q-$1')
    })
    .join('\n')
  return BASE + sheet
}

/** Takes back what the page's rules say of the elements within a component, and with it what Chromium makes of `hidden`. */
const RESET = `.qkms :not(.qkms):not(#q),
.qkms :not(.qkms):not(#q)::before,
.qkms :not(.qkms):not(#q)::after,
.qkms :not(.qkms):not(#q)::marker,
.qkms :not(.qkms):not(#q)::placeholder {
  all: revert;
}
.qkms [hidden]:not(.qkms):not(#q) {
  display: none;
}
`

const not = (...selector: Selector): Selector[number] => ({ type: 'pseudo-class', kind: 'not', selectors: [selector] })

/** `:not(.qkms):not(#q#q)`: what is within a component, with more weight than RESET has. */
const WITHIN: Selector = [not({ type: 'class', name: 'qkms' }), not({ type: 'id', name: 'q' }, { type: 'id', name: 'q' })]

/** A selector, with more weight where it finds an element within a component. The component itself belongs to the page, which may give it a class. */
const weighted = (selector: Selector): Selector[] => {
  const subject = selector.slice(selector.findLastIndex(({ type }) => type === 'combinator') + 1)
  if (subject.some((part) => part.type === 'class' && part.name === 'qkms')) return [selector]
  const pseudoElement = selector.findIndex(({ type }) => type === 'pseudo-element')
  const end = pseudoElement < 0 ? selector.length : pseudoElement
  return [selector, [...selector.slice(0, end), ...WITHIN, ...selector.slice(end)]]
}

/** The sheet of the React components, which are elements of the page: the page's own rules for `code` or `table` do not reach into them. */
export const pageStyleSheetOf = (css: string): string =>
  transform({
    filename: 'styles.css',
    code: Buffer.from(styleSheetOf(css, 'data-theme')),
    visitor: { Selector: weighted },
  }).code.toString() + RESET

const SCENARIO = '/* Scenario */'

const minified = (css: string): string =>
  transform({ filename: 'qkms.css', code: Buffer.from(css), minify: true }).code.toString()

/** The sheets of the elements, minified, by the names that they import: that of all, and what comes with a scenario, which is the end of qkms.css. */
export const elementStyleSheetsOf = (css: string): Readonly<Record<'qkms.css' | 'scenario.css', string>> => {
  const [kit = '', scenario = ''] = styleSheetOf(css, 'color-scheme').split(`${SCENARIO}\n`)
  if (scenario === '') throw new Error(`Failed to read qkms.css: it has no ${SCENARIO}`)
  return { 'qkms.css': minified(kit), 'scenario.css': minified(scenario) }
}
