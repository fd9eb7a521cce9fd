import type { PluginModule } from '@docusaurus/types'
import type { KmsOperation } from '../facts/operation.ts'
import { Decrypt } from '../facts/operations/Decrypt.ts'
import { DisableKey } from '../facts/operations/DisableKey.ts'
import { Encrypt } from '../facts/operations/Encrypt.ts'
import { LANGUAGES } from '../facts/samples/index.ts'
import { operationGroups } from './elements.ts'

/** What the home page says of the operations; without it, the page would load the whole model for their names. */
const groups = operationGroups().map(({ label, operations }) => ({
  label,
  operations: operations.map(({ name, href }) => ({ name, href })),
}))
export type HomeGroups = typeof groups

/** The language of the code that the page comes with; the code in the others loads when a reader asks for it. */
const FIRST = 'cli'

const { CiphertextBlob = '', KeyId: keyArn } = Encrypt.example.response
const { KeyId = '' } = DisableKey.example.request

const step = (
  operation: KmsOperation,
  request: KmsOperation['example']['request'],
  status: number,
  response: KmsOperation['example']['response'],
) => ({
  operation,
  request,
  status,
  response,
})

/** A key encrypts, is disabled, and then decrypts no more. */
const steps = [
  step(Encrypt, { KeyId, Plaintext: Encrypt.example.request.Plaintext }, 200, Encrypt.example.response),
  step(DisableKey, { KeyId }, 200, DisableKey.example.response),
  step(Decrypt, { CiphertextBlob }, 400, { __type: 'DisabledException', message: `${keyArn} is disabled.` }),
]

const codeIn = (language: string): readonly string[] => {
  const { sample } = LANGUAGES.find(({ id }) => id === language) ?? {}
  if (!sample) throw new Error(`Failed to write the code of the home page: no language is called ${language}.`)
  return steps.map(({ operation, request }) => sample(operation, request).trimEnd())
}

/**
 * The requests of the home page's walk, each with the response of the service, and with code that sends it. The key and the ciphertext
 * are those of the docs; the page puts the reader's own in their place.
 */
export const walk = {
  keyId: KeyId,
  ciphertext: CiphertextBlob,
  steps: steps.map(({ operation, ...rest }) => ({ operation: operation.name, ...rest })),
  languages: LANGUAGES.map(({ id, label }) => ({ id, label })),
  code: { language: FIRST, texts: codeIn(FIRST) },
}
export type HomeWalk = typeof walk

/** The walk's code by language. */
const code: Readonly<Record<string, readonly string[]>> = Object.fromEntries(LANGUAGES.map(({ id }) => [id, codeIn(id)]))
export type HomeCode = typeof code

/** Writes the modules `@generated/home/default/{operations,walk,code}.json`. */
export const home: PluginModule = () => ({
  name: 'home',
  contentLoaded: async ({ actions }) => {
    await Promise.all(
      Object.entries({ operations: groups, walk, code }).map(([name, data]) =>
        actions.createData(`${name}.json`, JSON.stringify(data)),
      ),
    )
  },
})
