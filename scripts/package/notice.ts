import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of the packages that the files belong to. */
const packagesOf = (files: readonly string[]): readonly string[] =>
  [...new Set(files.flatMap((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? []))].sort()

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** The text of a package's license, or what its manifest says where it has no text. */
const licenseOf = (folder: string, { license }: Manifest): string => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim()
  if (license === undefined) throw new Error(`Failed to write the notice: ${folder} does not say what its license is.`)
  return `The package says that its license is ${license}, and has no text of it.`
}

/**
 * The licenses of the packages whose code is in the given files.
 *
 * @throws {Error} where a package does not say what its license is
 */
export const noticeOf = (files: readonly string[]): string => {
  const entries = packagesOf(files).map((folder) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${licenseOf(folder, manifest)}`
  })
  return ['Files of this package contain code of these packages.', ...entries].join(`\n\n${'-'.repeat(80)}\n\n`)
}
