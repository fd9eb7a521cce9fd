import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A neighbour, as types name it. */
const IMPORT = /\b(?:from|import|types=)\s*\(?\s*['"](\.[^'"]+)['"]/g

const EMPTY = 'export {};\n'

/**
 * What the compiler writes and nobody can use: types that no exported type leads to, and the empty modules of files that had types alone.
 *
 * @param lib the folder of the compiled package
 * @param roots the files of types that others name
 * @returns absolute paths
 */
export const unusedIn = (lib: string, roots: readonly string[]): readonly string[] => {
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).map((name) => resolve(lib, name))
  const unused = new Set(files.filter((file) => file.endsWith('.d.ts')))
  const reach = (file: string): void => {
    if (!unused.delete(file)) return
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT))
      reach(join(dirname(file), path.replace(/(\.d\.ts|\.js)$/, '.d.ts')))
  }
  for (const root of roots) reach(resolve(root))
  return [...unused, ...files.filter((file) => file.endsWith('.js') && readFileSync(file, 'utf8') === EMPTY)]
}
