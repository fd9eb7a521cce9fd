/** The components that a page of MDX has without importing them. */
export const COMPONENTS = ['ApiExample', 'ApiTester', 'CodeSamples', 'ParamsTable', 'Scenario'] as const

/** How Docusaurus reads Markdown: `detect` takes a file that ends in `.mdx` for MDX alone. */
export type Format = 'mdx' | 'md' | 'detect'

const FRONT_MATTER = /^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/

/** Code and comments: an element that stands there is not shown. */
const NOT_SHOWN = [
  /^([ \t]*)(`{3,}|~{3,})[\s\S]*?(?:^[ \t]*\2.*$|(?![\s\S]))/gm,
  /\{\/\*[\s\S]*?\*\/\}/g,
  /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g,
]

const shows = (text: string, component: string): boolean => new RegExp(`<${component}[\\s/>]`).test(text)

const has = (text: string, component: string): boolean =>
  new RegExp(
    `^(?:import\\b[^'"]*\\b${component}\\b[^'"]*from\\s*['"]|export\\s+(?:(?:const|let|var)\\s+(?:[{[][^=]*)?|(?:async\\s+)?function\\s+|class\\s+)\\b${component}\\b)`,
    'm',
  ).test(text)

/** How Docusaurus reads a file: as the file itself says, or else by the site's configuration. */
const formatOf = (page: string, file: string, format: Format): Format => {
  const [frontMatter = ''] = FRONT_MATTER.exec(page) ?? []
  const [, own = format] = /^mdx:\s*\n(?:[ \t]+.*\n)*?[ \t]+format:\s*['"]?(mdx|md|detect)\b/m.exec(frontMatter) ?? []
  if (own === 'detect') return file.endsWith('.mdx') ? 'mdx' : 'md'
  return own === 'md' ? 'md' : 'mdx'
}

/** How the site reads its pages, and what it gives them. */
export interface Site {
  readonly format: Format
  /** Components that the site itself gives to every page. */
  readonly own?: readonly string[]
}

/**
 * A page with the imports of the components that it shows, and that neither the page imports or defines nor its site gives it. They stand at its
 * end, so that every line of the page keeps its number. A page that is no MDX stays as it is.
 */
export const withImports = (page: string, file: string, { format, own = [] }: Site): string => {
  if (formatOf(page, file, format) !== 'mdx') return page
  const shown = NOT_SHOWN.reduce((text, part) => text.replace(part, ''), page.replace(FRONT_MATTER, ''))
  const lacking = COMPONENTS.filter((component) => shows(shown, component) && !has(shown, component) && !own.includes(component))
  return [page, ...lacking.map((component) => `import ${component} from '@theme/${component}'\n`)].join('\n\n')
}
