import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which the examples are built. The manual's commands expect the package in a folder beside theirs. */
    readonly folder: string
  }
}

export default ({ provide }: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), 'q-kms-embed-'))
  const checkout = join(folder, 'q-kms-docs')
  mkdirSync(checkout)
  execFileSync('npm', ['pack', '--silent', '--pack-destination', checkout])
  provide('folder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
