import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** A shape of botocore’s model (`service-2.json`), as far as its facts go. */
export interface Shape {
  readonly type: string
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly member?: { readonly shape: string }
  readonly key?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly exception?: boolean
}

/** botocore’s model of a service. Its texts stand in members called `documentation`. */
export interface Model {
  readonly metadata: { readonly apiVersion: string }
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input?: { readonly shape: string }
        readonly output?: { readonly shape: string }
        readonly errors?: readonly { readonly shape: string }[]
      }
    >
  >
  readonly shapes: Readonly<Record<string, Shape>>
}

/**
 * The model that a version of botocore has of AWS KMS. It is installed from PyPI into a folder that is removed again, which needs Python
 * with pip.
 *
 * @throws {Error} where botocore cannot be installed, or keeps its model elsewhere
 * @example
 * const { operations } = await botocoreModel('1.44.8')
 */
export const botocoreModel = async (version: string): Promise<Model> => {
  const folder = await mkdtemp(join(tmpdir(), 'botocore-'))
  try {
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, `botocore==${version}`]
    await promisify(execFile)('python3', args)
    const packed = await readFile(join(folder, 'botocore/data/kms/2014-11-01/service-2.json.gz'))
    return JSON.parse((await promisify(gunzip)(packed)).toString())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
