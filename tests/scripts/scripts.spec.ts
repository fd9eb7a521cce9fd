import { spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import type { ScenarioData } from '../../src/vocabulary/scenario.ts'
import { goesThrough, SCENARIOS } from './support.ts'

/**
 * `npm run test:scripts`: the scenarios as scripts of Python and of the shell. It needs Python with boto3 and cryptography, and the AWS CLI with
 * OpenSSL 3. Versions that lack an operation leave out the scenarios with it, and the run says so.
 */

const succeeds = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

const PYTHON = 'python3'
const CLIENT = 'import boto3, cryptography; boto3.client("kms", region_name="us-east-1")'

test('Python has boto3 and cryptography, and there are the AWS CLI and OpenSSL', () => {
  expect(succeeds(PYTHON, '-c', CLIENT)).toBe(true)
  expect(succeeds('aws', '--version')).toBe(true)
  expect(succeeds('openssl', 'version')).toBe(true)
})

/** What botocore has had for a short time, and with it the AWS CLI. */
const NEW = { Encapsulate: 'encapsulate', Decapsulate: 'decapsulate' } as const
const lacking = Object.entries(NEW).flatMap(([operation, method]) =>
  succeeds(PYTHON, '-c', `${CLIENT}.${method}`) ? [] : [operation],
)
const isKnown = ({ steps }: ScenarioData): boolean => steps.every((step) => 'local' in step || !lacking.includes(step.operation))
const RUN = SCENARIOS.filter(isKnown)

/** What OpenSSL has from version 3.5 on. */
const hasMlDsa = succeeds('bash', '-c', 'openssl list -signature-algorithms | grep ML-DSA > /dev/null')
const isForOpenSsl = ({ steps }: ScenarioData): boolean =>
  hasMlDsa || !steps.some((step) => 'local' in step && step.local === 'verifyMlDsa')

afterAll(() => {
  const left = SCENARIOS.filter((scenario) => !isKnown(scenario)).map(({ title }) => title)
  if (left.length > 0) console.log(`Left out, since boto3 lacks ${lacking.join(' and ')}: ${left.join(', ')}`)
  const old = RUN.filter((scenario) => !isForOpenSsl(scenario)).map(({ title }) => title)
  if (old.length > 0) console.log(`Left out in the shell, since OpenSSL lacks ML-DSA: ${old.join(', ')}`)
})

test.each(RUN)('“$title” runs in Python', (scenario) => goesThrough(PYTHON, scenario, 'py'))

test.each(RUN.filter(isForOpenSsl))('“$title” runs with the AWS CLI', (scenario) => goesThrough('bash', scenario, 'sh'))
