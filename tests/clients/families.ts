import type { SandboxAlias } from '../../src/facts/sandbox.ts'

/** The clients by what runs them. What is installed is pinned, and stays in folders that are not committed. */

export type Command = readonly [program: string, ...args: string[]]

export interface Client {
  /** What its program is called with. */
  readonly argument: string
  /** What the client needs beside a server of KMS at `AWS_ENDPOINT_URL_KMS`. */
  readonly needs?: 'TLS' | 'roles'
}

/** What starts a server of its own, in a test runner, as the manual shows it. It runs in the folder `fixture` of its family. */
export interface Fixture {
  /** The file that the manual’s page on the emulator shows. Beside it there are tests of ours that use it. */
  readonly file: string
  /** Files of other pages, which the tests try too. */
  readonly others: readonly (readonly [page: string, file: string])[]
  readonly build: readonly Command[]
  readonly run: Command
  /** What the runner prints where all tests passed. */
  readonly passed: RegExp
}

/** What a page of the manual shows for a program of others. It runs as it stands there, in a folder with the files that the page shows. */
export interface Recipe {
  readonly page: string
  readonly version?: string
  /** Gets the program from a registry. */
  readonly fetch?: readonly Command[]
  /** The files, by the titles of their blocks. */
  readonly files?: readonly string[]
  /** What runs, by the title of its block. */
  readonly code: string
  /** Commands in the text of the page that run after it, by their first words. */
  readonly after?: readonly string[]
  /** What runs the file `program`, which has all of that. */
  readonly run: Command
  readonly env?: Readonly<Record<string, string>>
  /** What is printed where all went well. */
  readonly prints: RegExp
  /** The key of the sandbox that it uses. With the key disabled, it fails. */
  readonly key: SandboxAlias
  readonly tls?: true
}

export interface Family {
  /** Beside this file. */
  readonly folder: string
  /** Whether its absence is a failure. */
  readonly required: boolean
  /** Ends with 0 where the toolchain is there. */
  readonly tool: Command
  /** Gets packages from a registry. */
  readonly fetch: readonly Command[]
  readonly build: readonly Command[]
  readonly run: (argument: string) => Command
  readonly clients: Readonly<Record<string, Client>>
  readonly fixtures?: Readonly<Record<string, Fixture>>
  readonly recipes?: Readonly<Record<string, Recipe>>
}

const PIP: Command = ['.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']

/** Builds a program of Go, where the recipes of its family look for it. */
const goInstall = (program: string, version: string): readonly Command[] => [
  ['env', `GOBIN=${import.meta.dirname}/go/.built`, 'go', 'install', `${program}@${version}`],
]
const SOPS = 'v3.13.3'
const COSIGN = 'v3.1.3'

export const FAMILIES: Readonly<Record<string, Family>> = {
  python: {
    folder: 'python',
    required: true,
    tool: ['python3', '--version'],
    fetch: [
      ['python3', '-m', 'venv', '.venv'],
      [...PIP, '--requirement', 'requirements.txt'],
    ],
    build: [],
    run: (argument) => ['.venv/bin/python', 'clients.py', argument],
    clients: {
      boto3: { argument: 'boto3' },
      aiobotocore: { argument: 'aiobotocore' },
      'AWS CLI': { argument: 'cli' },
      'AWS CLI, a profile with role_arn': { argument: 'cli-role', needs: 'roles' },
      'AWS Encryption SDK for Python': { argument: 'encryption-sdk' },
      'MongoDB client-side encryption (libmongocrypt)': { argument: 'pymongocrypt', needs: 'TLS' },
      'Tink for Python': { argument: 'tink' },
      'securesystemslib (TUF, in-toto)': { argument: 'securesystemslib' },
    },
    fixtures: {
      pytest: {
        file: 'conftest.py',
        others: [
          ['emulator', 'test_sandboxes.py'],
          ['errors-and-retries', 'decrypt.py'],
          ['pagination', 'list_keys.py'],
          ['migrating', 'test_encrypts.py'],
        ],
        build: [],
        run: ['../.venv/bin/python', '-m', 'pytest', '-p', 'no:cacheprovider'],
        passed: /\b7 passed\b/,
      },
    },
    recipes: {
      PyMongo: {
        page: 'database-encryption',
        code: 'With PyMongo',
        run: ['../../python/.venv/bin/python', '../../python/with_pymongo.py', 'program'],
        prints: /^decrypted: a secret$/m,
        key: 'app',
        tls: true,
      },
    },
  },
  javascript: {
    folder: 'javascript',
    required: true,
    tool: ['node', '--version'],
    fetch: [['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']],
    build: [],
    run: (argument) => ['node', 'clients.mjs', argument],
    clients: {
      'AWS SDK for JavaScript v3': { argument: 'sdk' },
      'AWS SDK for JavaScript v3, fromTemporaryCredentials': { argument: 'temporary credentials', needs: 'roles' },
      'AWS SDK for JavaScript v2': { argument: 'sdk v2' },
      'AWS Encryption SDK for JavaScript': { argument: 'encryption sdk' },
      'aws-kms-ethers-signer': { argument: 'ethers' },
      '@solana/keychain-aws-kms': { argument: 'solana' },
    },
  },
  go: {
    folder: 'go',
    required: false,
    tool: ['go', 'version'],
    fetch: [['go', 'mod', 'download']],
    build: [['go', 'build', '-o', '.built/clients', '.']],
    run: (argument) => ['.built/clients', argument],
    clients: {
      'AWS SDK for Go v2': { argument: 'sdk' },
      'Tink for Go': { argument: 'tink' },
      'Go CDK secrets/awskms': { argument: 'cdk' },
      'sigstore kms/aws': { argument: 'sigstore' },
      'smallstep go.step.sm/crypto': { argument: 'step' },
      'go-kms-wrapping (the seal of Vault)': { argument: 'vault' },
      SOPS: { argument: 'sops' },
    },
    fixtures: {
      'go test': {
        file: 'main_test.go',
        others: [
          ['errors-and-retries', 'decrypt.go'],
          ['pagination', 'list_keys.go'],
        ],
        build: [],
        run: ['go', 'test', '-count=1', '-v', '.'],
        passed: /(?:^--- PASS: [\s\S]*?){4}^ok\b/m,
      },
    },
    recipes: {
      'The command of SOPS': {
        page: 'secrets-with-sops',
        version: SOPS,
        fetch: goInstall('github.com/getsops/sops/v3/cmd/sops', SOPS),
        files: ['.sops.yaml'],
        code: 'With SOPS',
        after: ['sops edit', 'sops updatekeys', 'sops rotate', 'sops decrypt'],
        run: ['sh', '-eu', 'program'],
        // Writes over the secret that the page made.
        env: { EDITOR: 'sed -i s/secret/word/' },
        prints: /^password: a secret\n[\s\S]*^password: a word$/m,
        key: 'app',
      },
      'The command of cosign': {
        page: 'code-signing',
        version: COSIGN,
        fetch: goInstall('github.com/sigstore/cosign/v3/cmd/cosign', COSIGN),
        code: 'With cosign',
        after: ['cosign generate-key-pair'],
        run: ['sh', '-eu', 'program'],
        prints: /^Verified OK$/m,
        key: 'signing',
      },
    },
  },
  java: {
    folder: 'java',
    required: false,
    tool: ['mvn', '--version'],
    fetch: [['mvn', '--quiet', '--batch-mode', 'dependency:copy-dependencies']],
    build: [['mvn', '--quiet', '--batch-mode', 'compile']],
    run: (argument) => ['java', '-cp', 'target/classes:target/dependency/*', 'Clients', argument],
    clients: {
      'AWS SDK for Java v2': { argument: 'sdk' },
      'AWS Encryption SDK for Java': { argument: 'encryption-sdk' },
    },
    fixtures: {
      'JUnit 5': {
        file: 'QKms.java',
        others: [
          ['errors-and-retries', 'Decrypt.java'],
          ['pagination', 'ListKeys.java'],
        ],
        build: [
          [
            'javac',
            '-d',
            'classes',
            '-cp',
            '../target/dependency/*',
            'QKms.java',
            'Decrypt.java',
            'ListKeys.java',
            'OrdersTest.java',
          ],
        ],
        run: [
          'java',
          '-cp',
          'classes:../target/dependency/*',
          'org.junit.platform.console.ConsoleLauncher',
          'execute',
          '--select-class=OrdersTest',
        ],
        passed: /\b4 tests successful\b[\s\S]*\b0 tests failed\b/,
      },
    },
  },
  rust: {
    folder: 'rust',
    required: false,
    tool: ['cargo', '--version'],
    fetch: [['cargo', 'fetch', '--quiet']],
    build: [['cargo', 'build', '--quiet']],
    run: () => ['target/debug/clients'],
    clients: { 'AWS SDK for Rust': { argument: 'sdk' } },
  },
}
