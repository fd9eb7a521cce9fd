import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Options, ThemeConfig } from '@docusaurus/preset-classic'
import type { Config, PluginConfig, PluginModule } from '@docusaurus/types'
import type { PrismTheme } from 'prism-react-renderer'
import { siteElements } from './scripts/package/site-elements.ts'
import { consoles } from './src/docusaurus/console.ts'
import { contentSecurityPolicy } from './src/docusaurus/content-security-policy.ts'
import { diagrams } from './src/docusaurus/diagrams.ts'
import { home } from './src/docusaurus/home.ts'
import { machineTexts } from './src/docusaurus/machine-texts.ts'
import type { Options as KmsOptions } from './src/docusaurus/plugin/index.ts'
import { reference } from './src/docusaurus/reference.ts'
import { searchPages } from './src/docusaurus/search-pages.ts'
import { ENDPOINT } from './src/facts/protocol.ts'

/** Colours of custom.css, so that the HTML is right in both themes before any script runs. */
const prism: PrismTheme = {
  plain: { color: 'var(--code-text)', backgroundColor: 'var(--code-background)' },
  styles: [
    { types: ['comment', 'punctuation', 'operator'], style: { color: 'var(--code-quiet)' } },
    { types: ['property', 'literal-property', 'function', 'class-name', 'attr-name'], style: { color: 'var(--code-name)' } },
    { types: ['string', 'template-string', 'attr-value'], style: { color: 'var(--code-string)' } },
    { types: ['number', 'boolean', 'constant', 'variable'], style: { color: 'var(--code-number)' } },
    { types: ['keyword', 'builtin', 'tag'], style: { color: 'var(--code-keyword)' } },
  ],
}

/** Components that the server renders and the browser loads when the reader comes near, and what stands for them until then. */
const islands = (siteDir: string) => ({
  [`${join(siteDir, 'src/components/ApiTester')}$`]: join(siteDir, 'src/theme/islands/ApiTester.tsx'),
  [`${join(siteDir, 'src/ready/Scenario')}$`]: join(siteDir, 'src/theme/islands/Scenario.tsx'),
  [`${join(siteDir, 'src/theme/CodeSamples')}$`]: join(siteDir, 'src/theme/islands/CodeSamples.tsx'),
})

/** What the pages load, and when. */
const bundles: PluginModule = ({ siteDir }) => ({
  name: 'bundles',
  configureWebpack: (_, isServer) => ({
    resolve: {
      alias: {
        // Most of msw's weight is the public-suffix list of its cookie store; the protocol has no cookies.
        'tough-cookie$': join(siteDir, 'src/msw/no-cookies.ts'),
        // The fixtures show an example, which imports the package.
        'q-kms-docs/kit$': join(siteDir, 'src/components/index.ts'),
        'prism-react-renderer$': join(siteDir, 'src/theme/prism', isServer ? 'server.ts' : 'browser.tsx'),
        ...(!isServer && islands(siteDir)),
      },
    },
    module: {
      rules: [
        {
          test: /docusaurus-plugin-content-docs[\\/][^\\/]+[\\/]p[\\/][^\\/]+\.json$/,
          type: 'json',
          use: join(siteDir, 'src/docusaurus/no-descriptions.mjs'),
        },
      ],
    },
    // Docusaurus puts what half of the pages use into a chunk that every page loads, even those without a tester.
    ...(!isServer && {
      optimization: {
        splitChunks: {
          cacheGroups: {
            reference: {
              name: 'reference',
              test: /[\\/]src[\\/](components|facts|ready|vocabulary|theme[\\/]islands)[\\/](?!operations[\\/]|use-kept)/,
              minChunks: 40,
              priority: 45,
            },
          },
        },
      },
    }),
  }),
})

/** Tells scripts/serve.ts which base URL the output was built for. */
const baseUrlFile: PluginModule = () => ({
  name: 'base-url-file',
  postBuild: ({ outDir, baseUrl }) => writeFile(join(outDir, 'base-url.txt'), baseUrl),
})

/** The browser tests' pages. */
const fixtures: PluginConfig = [
  '@docusaurus/plugin-content-docs',
  { id: 'fixtures', path: 'tests/fixtures', routeBasePath: 'fixtures', sidebarPath: './tests/fixtures/sidebars.ts' },
]

const baseUrl = process.env.QKMS_BASE_URL ?? '/'
/** Where the sources are to be edited, such as `https://git.example/q-kms/docs/edit/main/`. Without it, no page has an edit link. */
/** The address of a page as its links have it: only that of the home page ends with a slash. */
const withoutSlash = (url: string): string => (new URL(url).pathname === baseUrl ? url : url.replace(/\/$/, ''))
const editUrl = process.env.QKMS_EDIT_URL

/** A file that the build writes; a link of Docusaurus would take it for a page. */
const download = (name: string, label: string) => ({ html: `<a class="footer__link-item" href="${baseUrl}${name}">${label}</a>` })

export default {
  title: 'Q-KMS',
  tagline: 'An API reference that runs',
  favicon: 'img/logo.svg',
  url: 'https://docs.q-kms.example',
  baseUrl,
  // Without `trailingSlash`, a page is a folder with an index.html, and its address has no slash at the end.
  onBrokenLinks: 'throw',
  // Docusaurus does not know the anchors of the parameter tables; tests/docs.test.ts does, and holds every link to them.
  onBrokenAnchors: 'ignore',
  markdown: { hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
  future: {
    // The persistent cache does not notice a change of baseUrl, and the eager VCS wants a repository around the sources.
    faster: {
      swcJsLoader: true,
      swcJsMinimizer: true,
      swcHtmlMinimizer: true,
      lightningCssMinimizer: true,
      mdxCrossCompilerCache: true,
      rspackBundler: true,
      ssgWorkerThreads: true,
    },
    v4: { removeLegacyPostBuildHeadAttribute: true },
  },
  customFields: {
    // What the pages show and allow as the testers' endpoint.
    endpoint: ENDPOINT,
  },
  presets: [
    [
      'classic',
      {
        docs: {
          sidebarPath: './sidebars.ts',
          beforeDefaultRemarkPlugins: [reference, consoles, diagrams],
          ...(editUrl && { editUrl }),
        },
        sitemap: {
          ignorePatterns: [`${baseUrl}search`],
          // The route of the first page of the docs ends with a slash.
          createSitemapItems: async ({ defaultCreateSitemapItems, ...rest }) =>
            (await defaultCreateSitemapItems(rest)).map((item) => ({ ...item, url: withoutSlash(item.url) })),
        },
        blog: false,
        theme: {
          customCss: ['custom', 'docs', 'code', 'sidebar', 'key-states', 'reference', 'console', 'diagrams', 'print'].map(
            (name) => `./src/css/${name}.css`,
          ),
        },
      } satisfies Options,
    ],
  ],
  clientModules: ['./src/theme/no-prefetch.ts', './src/theme/address.ts', './src/theme/scroll-back.ts'],
  plugins: [
    ['./src/docusaurus/plugin/index.ts', { endpoint: ENDPOINT } satisfies KmsOptions],
    bundles,
    siteElements,
    home,
    machineTexts,
    searchPages,
    contentSecurityPolicy,
    baseUrlFile,
    ...(process.env.QKMS_FIXTURES ? [fixtures] : []),
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: 'Q-KMS',
      logo: { alt: '', src: 'img/logo.svg', width: 28, height: 28 },
      items: [
        { type: 'docSidebar', sidebarId: 'reference', label: 'API reference' },
        { type: 'docSidebar', sidebarId: 'manual', label: 'Manual' },
      ],
    },
    image: 'img/social.png',
    footer: {
      links: [
        download('openapi.json', 'OpenAPI 3.1'),
        download('model.json', 'JSON model'),
        download('llms.txt', 'llms.txt'),
        download('llms-full.txt', 'llms-full.txt'),
      ],
      copyright: 'An emulator inside your browser handles every request. Keep real keys and credentials out of it.',
    },
    prism: { theme: prism, darkTheme: prism, additionalLanguages: ['bash', 'http', 'java'] },
  } satisfies ThemeConfig,
} satisfies Config
