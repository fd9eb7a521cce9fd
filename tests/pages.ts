import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { compile } from '@mdx-js/mdx'
import { type ComponentType, createElement, isValidElement, type ReactNode } from 'react'
import * as jsx from 'react/jsx-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import remarkGfm from 'remark-gfm'
import { diagrams } from '../src/docusaurus/diagrams.ts'
import type { Node } from '../src/docusaurus/nodes.ts'
import { reference } from '../src/docusaurus/reference.ts'
import type { HttpRequest, HttpResponse } from '../src/vocabulary/http.ts'

/** The pages of the docs, as tests read them. */

/** Something on a page, in the order of the page: a heading, paragraph or link with its text, or a component with its props. */
export interface Part {
  readonly kind: string
  readonly text: string
  readonly props: Readonly<Record<string, unknown>>
}

export interface Page {
  readonly path: string
  readonly source: string
  /** What the page exports. */
  readonly exports: Readonly<Record<string, unknown>>
  readonly parts: readonly Part[]
}

const textOf = (node: ReactNode): string => {
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (isValidElement<{ readonly children?: ReactNode }>(node)) return textOf(node.props.children)
  return typeof node === 'string' ? node : ''
}

/** Of the site's own modules: a page's code samples import as well. */
const IMPORT = /^import (?:(\w+)|\{([^}]+)\}) from ['"](@(?:site|theme|docusaurus)\/[^'"]+)['"];?\s*$/gm
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/
const COMPONENT = /^@site\/src\/(?:components|ready)\/(\w+)$/

/** What the plugin imports, a page gets from `load` like its HTML elements. */
const withoutImports = () => (root: Node) => {
  root.children = (root.children ?? []).filter(({ type, value }) => type !== 'mdxjsEsm' || !String(value).startsWith('import '))
}

/** Runs a page as the site does, with components that note what they are given. */
export const load = async (path: string): Promise<Page> => {
  const parts: Part[] = []
  const noting =
    (kind: string): ComponentType<{ readonly children?: ReactNode }> =>
    (props) => {
      parts.push({ kind, text: textOf(props.children), props })
      return props.children
    }
  const imported = async (specifier: string): Promise<Readonly<Record<string, unknown>>> => {
    const component = COMPONENT.exec(specifier)?.[1]
    if (component) return { default: noting(component) }
    if (/^@(theme|docusaurus)\//.test(specifier)) return { default: noting(specifier) }
    return import(resolve(specifier.replace('@site', '.')))
  }

  const source = readFileSync(path, 'utf8')
  const scope: Record<string, unknown> = {}
  for (const [, whole, names = '', specifier = ''] of source.matchAll(IMPORT)) {
    const module = await imported(specifier)
    if (whole) scope[whole] = module.default
    for (const name of names.split(',').map((text) => text.trim())) if (name) scope[name] = module[name]
  }
  const code = await compile(source.replace(FRONT_MATTER, '').replace(IMPORT, ''), {
    outputFormat: 'function-body',
    remarkPlugins: [remarkGfm, reference, diagrams, withoutImports],
  })
  // The compiled page takes the JSX runtime as its first argument.
  const run = new Function('runtime', ...Object.keys(scope), String(code))
  const { default: Content, ...exports } = run(jsx, ...Object.values(scope))
  const html = Object.fromEntries(['h1', 'h2', 'h3', 'p', 'a', 'RequestLine', 'CodeSamples'].map((kind) => [kind, noting(kind)]))
  // Without its imports, the page takes its components from the same place as its HTML elements.
  renderToStaticMarkup(createElement(Content, { components: { ...scope, ...html } }))
  return { path, source, exports, parts }
}

export const filesIn = (folder: string, suffix: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(suffix))
    .sort()

export const only = (parts: readonly Part[], ...kinds: readonly string[]) => parts.filter(({ kind }) => kinds.includes(kind))

export interface Exchange {
  readonly request: HttpRequest
  readonly response: HttpResponse
  /** The response is that to the same request sent once more. */
  readonly again?: boolean
}

/** The exchanges that a page shows whole; syntax sections show one half. */
export const exchangesOf = ({ parts }: Page): readonly Exchange[] =>
  only(parts, 'ApiExample')
    .map(({ props }) => props as unknown as Exchange)
    .filter(({ request, response }) => Object.keys(request).length > 0 && Object.keys(response).length > 0)
