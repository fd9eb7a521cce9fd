/// <reference types="./theme-modules.d.ts" preserve="true" />
import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoadContext, OptionValidationContext, Plugin } from '@docusaurus/types'
import { COMPONENTS, type Site } from './imports.ts'
import { checkOptions, type Options } from './options.ts'
import { NAME, type PluginData, WORKER } from './plugin-data.ts'

export type { Options }

const HERE = dirname(fileURLToPath(import.meta.url))
/** Above the plugin, the package's files lie as the sources do. */
const ROOT = join(HERE, '..', '..')
/** The plugin runs as it is written, and as it is published. */
const EXTENSION = extname(fileURLToPath(import.meta.url))

/** A worker that MSW's own command has put into a site. A page has one worker, and this one is there first. */
const hasOwnWorker = ({ siteDir, siteConfig }: LoadContext): boolean =>
  siteConfig.staticDirectories.some((folder) => existsSync(join(siteDir, folder, 'mockServiceWorker.js')))

/** Where a site says which components all of its pages have. */
const MDX_COMPONENTS = ['', '/index'].flatMap((name) =>
  ['js', 'jsx', 'ts', 'tsx'].map((ending) => `src/theme/MDXComponents${name}.${ending}`),
)

/** The components that a site gives to its pages under the names of ours. */
const ownOf = ({ siteDir }: LoadContext): readonly string[] => {
  const files = MDX_COMPONENTS.map((file) => join(siteDir, file)).filter((file) => existsSync(file))
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  return COMPONENTS.filter((name) => new RegExp(`\\b${name}\\b`).test(text))
}

/**
 * A Docusaurus plugin that documents Q-KMS on a site: every page of MDX has the components `ApiTester`, `ParamsTable`, `ApiExample`, `CodeSamples`
 * and `Scenario` without importing them, `@theme/ApiTester` and its siblings can be swizzled, and a service worker of the site carries the testers'
 * requests to the emulator in the page, under every base URL and locale.
 *
 * @example
 * // docusaurus.config.js
 * export default {
 *   plugins: ['q-kms-docs/docusaurus'],
 * }
 */
export default function qKmsDocs(context: LoadContext, { endpoint, worker = !hasOwnWorker(context) }: Options): Plugin {
  const { format } = context.siteConfig.markdown
  return {
    name: NAME,
    getThemePath: () => join(HERE, 'theme'),
    getClientModules: () => [join(ROOT, 'components', 'qkms.css')],
    contentLoaded: async ({ actions }) =>
      actions.setGlobalData({ ...(endpoint !== undefined && { endpoint }), worker } satisfies PluginData),
    configureWebpack: (_, isServer) => ({
      resolve: {
        // A server has every operation from the start, so that its HTML is whole.
        alias: { 'q-kms-docs$': join(ROOT, 'ready', (isServer ? 'server' : 'index') + EXTENSION) },
      },
      module: {
        rules: [
          {
            // In a list, since Docusaurus reads the folders of a content plugin from every rule whose test is the expression itself.
            test: [/\.mdx?$/i],
            enforce: 'pre',
            use: { loader: join(HERE, `imports-loader${EXTENSION}`), options: { format, own: ownOf(context) } satisfies Site },
          },
        ],
      },
      plugins:
        isServer || !worker
          ? []
          : [
              {
                apply: ({ hooks, webpack }) =>
                  hooks.thisCompilation.tap(NAME, (compilation) =>
                    compilation.hooks.processAssets.tap(NAME, () => {
                      const script = readFileSync(join(HERE, 'mockServiceWorker.js'))
                      compilation.emitAsset(WORKER, new webpack.sources.RawSource(script))
                    }),
                  ),
              },
            ],
    }),
  }
}

/**
 * What Docusaurus asks about the options: they come back with the id of the plugin.
 *
 * @throws {Error} where an option is unknown, or has another value than it may have
 * @example validateOptions({ options: { worker: false } }) //=> { id: 'default', worker: false }
 */
export const validateOptions = ({
  options,
}: Pick<OptionValidationContext<Options, Options>, 'options'>): Options & { readonly id: string } => ({
  // Docusaurus leaves the id of the only instance of a plugin to the one who checks its options.
  id: 'default',
  ...checkOptions(options),
})

/**
 * The components of the theme, which are all safe to swizzle.
 *
 * @example getSwizzleComponentList().includes('ApiTester') //=> true
 */
export const getSwizzleComponentList = (): string[] => [...COMPONENTS]
