import { HtmlValidate, Rule, StaticConfigLoader } from 'html-validate'
import rehypeParse from 'rehype-parse'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { expect, inject, test } from 'vitest'

/** The HTML of the built pages, held to the HTML standard. */

const { root } = inject('sites')

/** A page of each kind. */
const KINDS = [
  '',
  'docs',
  'docs/api/q-kms/api-reference',
  'docs/api/q-kms/api-reference/Encrypt',
  'docs/api/q-kms/api-reference/PutKeyPolicy',
  'docs/api/q-kms/user-manual',
  'docs/api/q-kms/user-manual/getting-started',
  'docs/api/q-kms/user-manual/importing-key-material',
  'docs/api/q-kms/user-manual/key-states',
  'docs/api/q-kms/user-manual/errors',
  'docs/api/q-kms/user-manual/differences-from-aws',
  'docs/api/q-kms/user-manual/gallery',
  'fixtures/DeleteImportedKeyMaterial',
  'search',
  '404.html',
]

/** QKMS_ALL_PAGES=1 checks every page of the sitemap too. */
const paths = async (): Promise<readonly string[]> => {
  if (!process.env.QKMS_ALL_PAGES) return KINDS
  const sitemap = await (await fetch(`${root}sitemap.xml`)).text()
  return [...new Set([...KINDS, ...[...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(([, path = '']) => path)])]
}

/** A tab names its panel, or the panel its tab. The library has no rule for it, and the validator of the W3C has. */
class TabPanel extends Rule {
  override setup(): void {
    this.on('dom:ready', ({ document }) => {
      const panels = document.querySelectorAll('[role="tabpanel"]')
      for (const tab of document.querySelectorAll('[role="tab"]')) {
        const [id, controls] = [tab.getAttributeValue('id'), tab.getAttributeValue('aria-controls')]
        const isPanel = (panel: (typeof panels)[number]) =>
          (controls !== null && panel.getAttributeValue('id') === controls) ||
          (id !== null && panel.getAttributeValue('aria-labelledby') === id)
        if (!panels.some(isPanel)) this.report({ node: tab, message: 'The tab has no panel' })
      }
    })
  }
}

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard'],
    plugins: [{ name: 'tabs', rules: { 'tab-panel': TabPanel } }],
    rules: {
      'aria-label-misuse': 'error',
      'input-missing-label': 'error',
      'no-missing-references': 'error',
      'no-redundant-role': 'error',
      'tab-panel': 'error',
    },
  }),
)

const PART = '(?:table|thead|tbody|tr|th|td)'

/** What stays as it is, with its reason. The selector is that of the element at fault. */
const ALLOWED = [
  {
    // Docusaurus writes each line of a code block as a div.
    rule: 'element-permitted-content',
    message: /^<div> element is not permitted as content under <code>$/,
    selector: /> pre > code > div(?::nth-child\(\d+\))?$/,
  },
  {
    // A table whose rows are blocks on a narrow screen would be no table to a screen reader without its roles. Rows have an id.
    rule: 'no-redundant-role',
    message: new RegExp(`^Redundant role "[a-z]+" on <${PART}>$`),
    selector: new RegExp(`(?:> ${PART}(?::nth-child\\(\\d+\\))?|^#(?:header|request|response)-[\\w.-]+)$`),
  },
  {
    // The tabs of Docusaurus stand above their panels, and neither names the other.
    rule: 'tab-panel',
    message: /^The tab has no panel$/,
    selector: /> ul > li(?::nth-child\(\d+\))?$/,
  },
]

interface Fault {
  readonly rule: string
  readonly selector: string
  readonly message: string
}

const fits = ({ rule, selector, message }: Fault, allowed: (typeof ALLOWED)[number]): boolean =>
  allowed.rule === rule && allowed.message.test(message) && allowed.selector.test(selector)
const isAllowed = (fault: Fault): boolean => ALLOWED.some((allowed) => fits(fault, allowed))

/** Errors of the parser; then those of the whole document, in which the end tags that a minifier leaves out are written. */
const faultsIn = async (html: string): Promise<readonly Fault[]> => {
  const file = new VFile(html)
  const whole = await unified().use(rehypeParse, { emitParseErrors: true }).use(rehypeStringify).process(file)
  const parsed = file.messages.map(({ reason, place, ruleId }) => ({
    rule: String(ruleId),
    selector: JSON.stringify(place),
    message: reason,
  }))
  const { results } = await validator.validateString(String(whole))
  const checked = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, selector, message }) => ({ rule: ruleId, selector: selector ?? '', message })),
  )
  return [...parsed, ...checked]
}

const get = async (path: string): Promise<string> => (await fetch(root + path)).text()
const FAULTS = new Map(await Promise.all((await paths()).map(async (path) => [path, await faultsIn(await get(path))] as const)))

test.each([...FAULTS])('/%s is valid HTML', (_, faults) => {
  expect(faults.filter((fault) => !isAllowed(fault))).toEqual([])
})

test('what is allowed is still there', () => {
  const all = [...FAULTS.values()].flat()
  for (const allowed of ALLOWED)
    expect(
      all.some((fault) => fits(fault, allowed)),
      allowed.rule,
    ).toBe(true)
})

test('a fault is found: of the parser, of the content, of the attributes, of the references', async () => {
  const page = await get('docs/api/q-kms/user-manual/errors')
  const broken = async (html: string) =>
    (await faultsIn(page.replace('</main>', `${html}</main>`))).filter((fault) => !isAllowed(fault)).map(({ rule }) => rule)
  expect(await broken('')).toEqual([])
  expect(await broken('<p>&nosuch;</p>')).toContain('unknown-named-character-reference')
  expect(await broken('<ul><div>one</div></ul>')).toContain('element-permitted-content')
  expect(await broken('<h2 id="errors-again" id="b">x</h2>')).toContain('duplicate-attribute')
  expect(await broken('<label for="nothing">x</label>')).toContain('no-missing-references')
  expect(await broken('<p id="__docusaurus">x</p>')).toContain('no-dup-id')
  expect(await broken('<button type="button" role="tab" aria-controls="errors-again">x</button>')).toContain('tab-panel')
  expect(
    await broken('<button type="button" role="tab" id="t">x</button><div role="tabpanel" aria-labelledby="t">x</div>'),
  ).toEqual([])
})

test('a browser that translates the page leaves the name of an operation: in the title and in the breadcrumbs', async () => {
  const page = await get('docs/api/q-kms/api-reference/Encrypt')
  const kept = (tag: string, name: string) => new RegExp(`<${tag}[^>]* translate="?no"?[^>]*>${name}</${tag}>`)
  const [, crumbs = ''] = /theme-doc-breadcrumbs(.*?)<\/nav>/s.exec(page) ?? []
  expect(crumbs).toMatch(kept('span', 'Encrypt'))
  expect(crumbs).toContain('Cryptography')
  expect(crumbs).not.toMatch(kept('span', 'Cryptography'))
  expect(page).toMatch(kept('h1', 'Encrypt'))
})
