import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { minVersion, subset } from 'semver'
import { expect, test } from 'vitest'

interface Manifest {
  readonly engines?: { readonly node?: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

const OURS = manifestIn('.').engines?.node ?? ''

/** Where a package that `folder` depends on is installed: beside it, or further up. */
const folderOf = (name: string, folder: string): string => {
  const found = join(folder, 'node_modules', name)
  if (existsSync(found)) return found
  if (folder === '.') throw new Error(`Failed to find ${name}: it is not installed.`)
  return folderOf(name, dirname(folder))
}

/** Every package that the published one brings along, with what it depends on itself. */
const runtimeFolders = (folder: string, found = new Set<string>()): ReadonlySet<string> => {
  for (const name of Object.keys(manifestIn(folder).dependencies ?? {})) {
    const next = folderOf(name, folder)
    if (found.has(next)) continue
    found.add(next)
    runtimeFolders(next, found)
  }
  return found
}

const folders = [...runtimeFolders('.')]

test('knows the packages that come along', () => {
  for (const name of ['commander', '@noble/curves', '@smithy/types', '@peculiar/x509'])
    expect(folders).toContain(join('node_modules', name))
})

test.each(folders)('every Node.js that package.json promises runs %s', (folder) => {
  const theirs = manifestIn(folder).engines?.node ?? '*'
  expect(subset(OURS, theirs), `${folder} wants Node.js ${theirs}, and we promise ${OURS}`).toBe(true)
})

test('the manual names the oldest Node.js that package.json promises', () => {
  const { major, minor } = minVersion(OURS) ?? {}
  const page = readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')
  expect(page).toContain(`Node.js ${major}.${minor} or newer`)
})
