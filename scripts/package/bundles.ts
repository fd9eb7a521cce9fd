import { readdirSync, rmSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { type OutputOptions, type Plugin, type RolldownOptions, rolldown } from 'rolldown'
import { descriptorsModule } from './descriptors.ts'
import { isolatedPrism } from './isolated-prism.ts'

/** React's servers read directives, and a bundle for browsers has no use for them. */
const quietly: RolldownOptions['onLog'] = (level, log, report) => {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
}

/** Bundles, and returns the files that came into it. */
const bundle = async (input: RolldownOptions, output: OutputOptions): Promise<readonly string[]> => {
  const build = await rolldown({
    ...input,
    onLog: quietly,
  })
  const { output: chunks } = await build.write(output)
  await build.close()
  return chunks.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
}

/** A lighter highlighter in the place of that of the site. */
const highlighter = (file: string): Plugin => ({
  name: 'highlighter',
  resolveId: (source) => (source === 'prism-react-renderer' ? file : undefined),
})

const BUNDLED = /^(prism-react-renderer|isolated-prism|@scalar\/snippetz\/.+)$/

/**
 * Puts libraries that the package does not want to depend on into the files that use them: prismjs, since it puts a global into every page, and
 * snippetz, since it asks for a newer Node than the package (its code for the browser runs anywhere).
 *
 * @param lib the compiled package; its files are overwritten
 * @returns the files that came in
 */
export const bundleLibraries = async (lib: string): Promise<readonly string[]> => {
  const used = await Promise.all(
    ['Code.js', 'CodeSamples/http-samples.js'].map((name) => {
      const file = join(lib, 'components', name)
      return bundle(
        {
          input: file,
          // Called again with the path that a name leads to; what came in keeps what it imports itself.
          external: (id, importer) =>
            !isAbsolute(id) && !BUNDLED.test(id) && importer !== undefined && !importer.includes('node_modules'),
          plugins: [highlighter(join(lib, 'components/highlight.js')), isolatedPrism],
        },
        { file },
      )
    }),
  )
  for (const rest of ['.js', '.d.ts']) rmSync(join(lib, `components/highlight${rest}`))
  return used.flat()
}

/**
 * Puts msw into the module that a Docusaurus site starts its worker with: the worker's script and msw are then of one version, whatever msw the site
 * has for itself. Without the public-suffix list of its cookie store, which is most of its weight.
 *
 * @param lib the compiled package; the module is overwritten, and a file with msw comes beside it
 * @returns the files that came in
 */
export const bundleWorker = (lib: string): Promise<readonly string[]> =>
  bundle(
    {
      input: { browser: join(lib, 'msw/browser.js') },
      platform: 'browser',
      resolve: { alias: { 'tough-cookie': resolve('src/msw/no-cookies.ts') } },
      // What the package has as files of its own stays there, but for the handlers, which have to use the same msw.
      external: (id, importer) => id.startsWith('.') && importer?.startsWith(lib) === true && !/handlers(-at)?\.js$/.test(id),
    },
    { dir: join(lib, 'msw'), entryFileNames: '[name].js', chunkFileNames: 'worker-[hash].js' },
  )

/** React's modules, as Preact has them. */
const PREACT = {
  react: 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
}

/** The texts of the style sheets that do not stand in src/element, by the names that the elements import. */
type Sheets = Readonly<Record<string, string>>

/** The style sheets of the elements, as texts. */
const sheets = (styles: Sheets): Plugin => ({
  name: 'sheets',
  resolveId: (source) => (source.endsWith('.css') ? join(resolve('src/element'), basename(source)) : undefined),
  load: (id) => {
    const code = styles[basename(id)]
    return code === undefined ? undefined : { code, moduleType: 'text' }
  },
})

/** In the elements, what makes the rows of tables is there from the start: a file of its own would weigh more than what is in it. */
const projection: Plugin = {
  name: 'projection',
  load: (id) => {
    const [, extension] = /[\\/]ready[\\/]projection(\.[jt]s)$/.exec(id) ?? []
    if (extension === undefined) return undefined
    return `import { forget, rowsOf } from './rows${extension}'
export const ROWS = ''
export const projection = { read: () => ({ fact: { forget, rowsOf } }), forget }`
  },
}

const elementsIn = (input: string, styles: Sheets): RolldownOptions => ({
  input: { elements: input },
  platform: 'browser',
  resolve: { alias: PREACT },
  moduleTypes: { '.css': 'text' },
  plugins: [sheets(styles), projection],
})

const ELEMENTS: OutputOptions = {
  entryFileNames: '[name].js',
  chunkFileNames: 'elements/[name]-[hash].js',
  minify: true,
  // What every page needs is one file: it is lighter than many, and fetched at once.
  codeSplitting: { groups: [{ name: 'base', tags: ['$initial'] }] },
}

/**
 * Bundles the custom elements: `elements.js`, with what loads later in `elements/`. They bring all that they need.
 *
 * @param lib the compiled package; its folder `element` is left with types alone
 * @param styles the texts of the style sheets that do not stand in the folder `element`, by the names that the elements import
 * @returns the files that came in
 */
export const bundleElements = async (lib: string, styles: Sheets): Promise<readonly string[]> => {
  const used = await bundle(elementsIn(join(lib, 'element/index.js'), styles), { dir: lib, ...ELEMENTS })
  for (const name of readdirSync(join(lib, 'element'))) if (name.endsWith('.js')) rmSync(join(lib, 'element', name))
  return used
}

/**
 * The same files, made of the sources, for this site's own pages.
 *
 * @param operations the names of those that there are
 * @returns the text of each file, by its path
 */
export const elementFiles = async (operations: readonly string[], styles: Sheets): Promise<Readonly<Record<string, string>>> => {
  const src = resolve('src')
  const { plugins, ...options } = elementsIn(join(src, 'element/index.tsx'), styles)
  const descriptors: Plugin = {
    name: 'descriptors',
    load: (id) => (id === join(src, 'ready/descriptors.ts') ? descriptorsModule(operations, '.ts') : undefined),
  }
  const build = await rolldown({
    ...options,
    transform: { jsx: 'react-jsx' },
    plugins: [plugins, highlighter(join(src, 'components/highlight.tsx')), isolatedPrism, descriptors],
    onLog: quietly,
  })
  const { output } = await build.generate(ELEMENTS)
  await build.close()
  return Object.fromEntries(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])))
}
