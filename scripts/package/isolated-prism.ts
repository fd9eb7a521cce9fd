import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'rolldown'

const NAME = 'isolated-prism'
const FOLDER = resolve('node_modules/prismjs')
/** Those of the samples and messages, each after what it builds on. */
const COMPONENTS = ['core', 'clike', 'javascript', 'json', 'http', 'bash', 'python', 'go', 'java']

/**
 * Makes the module `isolated-prism` of prismjs, whose files are scripts that put `Prism` into the page and colour all code that they find there.
 * Here they run in a function that shows them no page.
 */
export const isolatedPrism: Plugin = {
  name: NAME,
  // The path names the package, so that the notice has it.
  resolveId: (source) => (source === NAME ? resolve(FOLDER, `${NAME}.js`) : undefined),
  load: (id) => {
    if (!id.endsWith(`${NAME}.js`)) return undefined
    const scripts = COMPONENTS.map((name) => readFileSync(resolve(FOLDER, 'components', `prism-${name}.js`), 'utf8'))
    return `export default (() => {
  const window = { Prism: { manual: true, disableWorkerMessageHandler: true } }, module = { exports: {} }
  let document, global, self
  ${scripts.join('\n;\n')}
  return Prism
})()`
  },
}
