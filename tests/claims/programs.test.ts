import { afterAll, expect, test } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { PAGES } from './extract.ts'
import { BLOCKS, codeOf } from './programs.ts'

import { type Algorithm, client, PROGRAMS, verifiesOutside } from './proofs-programs.ts'
import { RECIPES } from './proofs-recipes.ts'

/** Every program of the docs, run as it stands on its page, with what the page says of it. */

const RUN = { ...PROGRAMS, ...RECIPES }

/** Blocks that other tests run, by the file of the test. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'emulator: sandboxes.test.mjs': 'tests/package.test.ts',
  'emulator: test_sandboxes.py': 'tests/clients/run.ts',
  'emulator: Terminal': 'tests/server/manual.test.ts',
  'emulator: msw.test.mjs': 'tests/package.test.ts',
  'emulator: server.test.mjs': 'tests/package.test.ts',
  'emulator: fetch.test.mjs': 'tests/package.test.ts',
  'emulator: calls.test.mjs': 'tests/package.test.ts',
  'emulator: conftest.py': 'tests/clients/run.ts',
  'emulator: QKms.java': 'tests/clients/run.ts',
  'emulator: main_test.go': 'tests/clients/run.ts',
  'emulator: seed.yaml': 'tests/server/manual.test.ts',
  'emulator: .github/workflows/test.yml': 'tests/container.test.ts',
  'emulator: sh 14': 'tests/server/manual.test.ts',
  'emulator: sh 15': 'tests/server/manual.test.ts',
  'emulator: sh 16': 'tests/server/manual.test.ts',
  'emulator: sh 17': 'tests/server/manual.test.ts',
  'emulator: ~/.aws/config': 'tests/server/clients.test.ts',
  'key-policies: policy.json': 'tests/claims/policies.test.ts',
  'key-policies: separation.json': 'tests/claims/policies.test.ts',
  'ReEncrypt: same-key.json': 'tests/claims/policies.test.ts',
  'condition-keys: tenant.json': 'tests/claims/policies.test.ts',
  'cross-account-access: key-policy.json': 'tests/claims/policies.test.ts',
  'cross-account-access: partner.json': 'tests/claims/policies.test.ts',
  'errors-and-retries: decrypt.py': 'tests/clients/run.ts',
  'errors-and-retries: decrypt.go': 'tests/clients/run.ts',
  'errors-and-retries: Decrypt.java': 'tests/clients/run.ts',
  'pagination: list_keys.py': 'tests/clients/run.ts',
  'pagination: list_keys.go': 'tests/clients/run.ts',
  'pagination: ListKeys.java': 'tests/clients/run.ts',
  'monitoring: audit.test.mjs': 'tests/package.test.ts',
  'vpc-endpoints: via-s3.json': 'tests/claims/policies.test.ts',
  'vpc-endpoints: from-endpoint.json': 'tests/claims/policies.test.ts',
  'abac: by-tag.json': 'tests/claims/policies.test.ts',
  'abac: by-alias.json': 'tests/claims/policies.test.ts',
  'migrating: test_encrypts.py': 'tests/clients/run.ts',
  'README: ts 1': 'tests/readme.test.ts',
}

/** Blocks that no test runs, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'emulator: sh 1': 'packs the project; tests/package.test.ts does the same',
  'emulator: sh 2': 'installs the package in the project of a reader; tests/package.test.ts does the same',
  'emulator: text 1': 'an output',
  'emulator: text 2': 'an output',
  'emulator: text 3': 'an output',
  'emulator: text 4': 'an output',
  'emulator: python 1': 'needs boto3',
  'emulator: go 1': 'needs the AWS SDK for Go',
  'emulator: java 1': 'needs the AWS SDK for Java',
  'emulator: hcl 1': 'needs Terraform',
  'emulator: In the checkout': 'needs Docker; tests/container.test.ts runs what it starts',
  'emulator: js 2': 'needs Docker',
  'emulator: python 2': 'needs Docker',
  'emulator: java 2': 'needs Docker',
  'emulator: sh 9': 'needs STS in the AWS CLI; tests/server/sts.test.ts sends the same requests',
  'macs: json 1': 'is data',
  'code-signing: With cosign': 'needs cosign; tests/clients/run.ts runs its client of AWS KMS',
  'secrets-with-sops: .sops.yaml': 'is a setting of SOPS',
  'secrets-with-sops: With SOPS': 'needs the command sops; tests/clients/run.ts runs its client of AWS KMS',
  'database-encryption: With PyMongo': 'needs MongoDB; tests/clients/run.ts runs its client of AWS KMS with the same settings',
  'migrating: test_with_moto.py': 'needs moto',
  'gallery: jsx 1': 'is what the page itself renders beside it',
  'gallery: jsx 2': 'is what the page itself renders beside it',
  'gallery: jsx 3': 'is what the page itself renders beside it',
  'gallery: jsx 4': 'is what the page itself renders beside it',
  'gallery: jsx 5': 'is what the page itself renders beside it',
  'gallery: jsx 6': 'is what the page itself renders beside it',
  'content-security-policy: http 1': 'is a header; tests/embed serves pages with it',
  'theming: css 1': 'is a style; tests/embedding.test.ts holds its names',
  'theming: css 2': 'is a style; tests/embedding.test.ts holds its names',
  'theming: html 1': 'is markup; tests/embedding.test.ts holds its names',
  'README: sh 1': 'installs and starts the project',
  'README: nginx 1': 'is a setting of nginx',
  'README: http 1': 'is an HTTP message',
}

/** Blocks that run together with another one. */
const TOGETHER = [
  'grants: sh 2',
  'grants: sh 3',
  'grants: sh 4',
  'grants: sh 5',
  'key-policies: sh 2',
  'key-agreement: sh 2',
  'cross-account-access: sh 2',
  'cross-account-access: sh 3',
  'cross-account-access: sh 4',
  'migrating: keys.yaml',
  'tools: sh 1',
  'emulator: sh 4',
  'emulator: sh 10',
]

/** The rows of the table below the OpenSSL way: what its last line is with another algorithm. */
const ROWS = [...(PAGES.find(({ path }) => path.endsWith('/signing.mdx'))?.source ?? '').matchAll(/^\| `(\w+)` \| (.*`.*) \|$/gm)]
  .map(([, algorithm = '', cell = '']) => ({ algorithm, code: /`([^`]+)`[^`]*$/.exec(cell)?.[1] ?? '' }))
  .filter(({ code }) => code.startsWith('openssl') || code.startsWith('-'))
const KEYS_OF: Readonly<Record<string, () => Promise<string>>> = {
  RSASSA_PKCS1_V1_5_SHA_256: async () => SANDBOX['rsa-signing'],
  RSASSA_PSS_SHA_256: async () => SANDBOX['rsa-signing'],
  ED25519_SHA_512: async () =>
    (await client.send('CreateKey', { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' })).KeyMetadata?.KeyId ?? '',
}

test.each(ROWS)('signing: OpenSSL verifies $algorithm', async ({ algorithm, code }) => {
  const lines = codeOf('signing: sh 1').trimEnd().split('\n')
  const last = lines.at(-1) ?? ''
  const line = code.startsWith('-') ? `${last.replace(' message.txt', '')} ${code} message.txt` : code.endsWith('…') ? last : code
  await verifiesOutside(algorithm as Algorithm, (await KEYS_OF[algorithm]?.()) ?? '', [...lines.slice(0, -1), line].join('\n'))
})

test.each(Object.keys(RUN))('%s', (where) => RUN[where]?.(codeOf(where)))

/** What an older text of the page had, or lacked: with it, the same run fails. */
const REFUTED = [
  ['concepts: envelope.mjs', 'a tag of any length', (code: string) => code.replaceAll(', { authTagLength: 16 }', '')],
  ['concepts: envelope.mjs', 'a data key that stays', (code: string) => code.replaceAll('  Plaintext.fill(0)\n', '')],
  ['importing-key-material: sh 1', 'a file for everyone', (code: string) => code.replace(/\(umask 077; (.*)\)/, '$1')],
  [
    'key-agreement: js 1',
    'a purpose alone',
    (code: string) => code.replace(/const info = .*/, "const info = 'orders, client to server, 2026'"),
  ],
  [
    'json-web-tokens: verify-jwt.mjs',
    'any algorithm, and any key',
    (code: string) => code.replace("alg !== 'ES256' || !jwk", 'false').replace('key.kid === kid', 'true'),
  ],
  [
    'json-web-tokens: verify-jwt.mjs',
    'tokens that never expire',
    (code: string) => code.replace('!(claims.exp > now)', 'claims.exp <= now'),
  ],
  ['blockchain-signers: ethereum.mjs', 'the upper half of s', (code: string) => code.replace('s > ORDER / 2n', 'false')],
  ['database-encryption: orders.mjs', 'a context without the row', (code: string) => code.replace(', row: id', '')],
  ['emulator: sh 11', 'a file for everyone', (code: string) => code.replace('umask 077; ', '')],
] as const

test.each(REFUTED)('%s fails with %s', async (where, _what, older) => {
  const code = codeOf(where)
  expect(older(code)).not.toBe(code)
  await expect(RUN[where]?.(older(code))).rejects.toThrow()
})

test('every code block is run, or is known not to be', () => {
  const known = [...Object.keys(RUN), ...TOGETHER, ...Object.keys(ELSEWHERE), ...Object.keys(NOT_RUN)]
  expect(BLOCKS.map(({ where }) => where).toSorted()).toEqual(known.toSorted())
})

afterAll(() =>
  console.log(
    `${BLOCKS.length} code blocks: ${Object.keys(RUN).length + TOGETHER.length} run here, ${Object.keys(ELSEWHERE).length} by other tests, ${Object.keys(NOT_RUN).length} not run`,
  ),
)
