import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of the packages that the files belong to. */
const packagesOf = (files: readonly string[]): readonly string[] =>
  [...new Set(files.flatMap((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? []))].sort()

const licenseOf = (folder: string): string => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name))
  if (file === undefined) throw new Error(`Failed to write the notice: ${folder} has no text of its license.`)
  return readFileSync(join(folder, file), 'utf8').trim()
}

/**
 * The licenses of the packages whose code is in the given files.
 *
 * @throws {Error} where a package has no text of its license
 */
export const noticeOf = (files: readonly string[]): string => {
  const entries = packagesOf(files).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${version} (${license})\n\n${licenseOf(folder)}`
  })
  return ['Files of this package contain code of these packages.', ...entries].join(`\n\n${'-'.repeat(80)}\n\n`)
}
