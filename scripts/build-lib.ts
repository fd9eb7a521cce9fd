/** `npm run build:lib`: compiles what the package publishes from src/ into lib/. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { model } from '../src/facts/model.ts'
import { kmsOpenApi } from '../src/facts/openapi.ts'
import { ENDPOINT } from '../src/facts/protocol.ts'
import { referenceUrl } from '../src/ready/routes.ts'
import { bundleElements, bundleLibraries, bundleWorker } from './package/bundles.ts'
import { descriptorsModule } from './package/descriptors.ts'
import { noticeOf } from './package/notice.ts'
import { elementStyleSheetsOf, pageStyleSheetOf } from './package/styles.ts'
import { unusedIn } from './package/unused.ts'

const LIB = resolve('lib')
const write = (name: string, text: string) => writeFileSync(join(LIB, name), text)

rmSync(LIB, { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', 'tsconfig.lib.json'], { stdio: 'inherit' })
if (status !== 0) process.exit(1)
// The package itself must not say "module" (Docusaurus cannot be built in one that does), so its folders do.
// Some bundlers ask the nearest package.json what has side effects, others the outermost.
const { name, version, sideEffects, exports } = JSON.parse(readFileSync('package.json', 'utf8'))
const ofLib = sideEffects
  .filter((path: string) => /^(\*\*|\.\/lib)\//.test(path))
  .map((path: string) => path.replace('./lib/', './'))
// Docusaurus asks the nearest one for the name under which it lists the plugin.
write('package.json', JSON.stringify({ name, version, type: 'module', sideEffects: ofLib }, null, 2))

write('ready/descriptors.js', descriptorsModule(Object.keys(model.operations)))
write('model.json', JSON.stringify(model, null, 2))
const pageOf = (name: string) => new URL(referenceUrl(name), 'https://docs.q-kms.example').href
write('openapi.json', JSON.stringify(kmsOpenApi({ title: 'Q-KMS', version: '1', endpoint: ENDPOINT, pageOf }), null, 2))

const css = readFileSync('src/components/qkms.css', 'utf8')
write('components/qkms.css', pageStyleSheetOf(css))
// TypeScript asks for the types of a file that is imported for what it does.
write('components/qkms.css.d.ts', 'export {}\n')
for (const name of ['mockServiceWorker.js', 'theme-modules.d.ts'])
  copyFileSync(join('src/docusaurus/plugin', name), join(LIB, 'docusaurus/plugin', name))
const used = [
  ...(await bundleLibraries(LIB)),
  ...(await bundleWorker(LIB)),
  ...(await bundleElements(LIB, elementStyleSheetsOf(css))),
]
write('third-party-notices.txt', noticeOf(used))

/** Rewrites the files of the package that end so. */
const rewrite = (ending: string, change: (text: string) => string) => {
  for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)))
    write(file, change(readFileSync(join(LIB, file), 'utf8')))
}
// A page imports the style sheet; a server could not import it.
const withoutStyles = (text: string) => text.replace(/^import '[./]*qkms\.css';\n/gm, '')
rewrite('.js', withoutStyles)
// tsc rewrites what code imports, and leaves what types import; not every program finds `.tsx` there.
rewrite('.d.ts', (types) => withoutStyles(types).replace(/((?:from|import\() ?['"]\.[^'"]+)\.tsx?(?=['"])/g, '$1.js'))

/** A theme's types stand beside its files, which Docusaurus finds by their folder. */
const THEME = 'docusaurus/plugin/theme'
const theme = readdirSync(join(LIB, THEME), { recursive: true, encoding: 'utf8' }).map((file) => join(LIB, THEME, file))
const exported = Object.values<string | { readonly types: string }>(exports).flatMap((paths) =>
  typeof paths === 'string' ? [] : paths.types,
)
for (const file of unusedIn(LIB, [...exported, ...theme])) rmSync(file)
