import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import * as scenarios from '../../src/facts/scenarios/index.ts'
import { operationsOf, SCRIPTS } from '../../src/facts/scripts/index.ts'
import { serve } from '../../src/server/serve.ts'
import type { ScenarioData } from '../../src/vocabulary/scenario.ts'

/** The scripts that scenarios are exported as, run against a server with a fresh sandbox each. */

const MODEL: Readonly<Record<string, KmsOperation>> = operations
export const SCENARIOS: readonly ScenarioData[] = Object.values(scenarios)

const run = promisify(execFile)

/** Beside the packages of the project, so that the scripts find the SDK. */
const CACHE = 'node_modules/.cache/q-kms-docs'
let folder = ''
beforeAll(() => {
  mkdirSync(CACHE, { recursive: true })
  folder = mkdtempSync(join(CACHE, 'scripts-'))
})
const counts: Record<string, number> = {}
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  console.log(`Scripts run: ${JSON.stringify(counts)}`)
})

/** The script as a file. */
export const written = async (scenario: ScenarioData, ending: keyof typeof SCRIPTS): Promise<string> => {
  const text = SCRIPTS[ending](scenario, await operationsOf(scenario, async (name) => MODEL[name]))
  const file = join(folder, `${scenario.title.replace(/\W+/g, '-')}.${ending}`)
  writeFileSync(file, text)
  return file
}

/** What a script prints that runs against a server of its own. */
const outputOf = async (program: string, file: string): Promise<string> => {
  const server = await serve({ port: 0 })
  try {
    const { stdout } = await run(program, [file], {
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:AWS|QKMS)_/.test(name))),
        AWS_ENDPOINT_URL_KMS: server.url,
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        // Node.js warns of what the SDK will need one day.
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    })
    return stdout
  } finally {
    await server.close()
  }
}

const reports = ({ steps }: ScenarioData): string =>
  steps
    .map((step, index) => {
      const refusal = 'refusal' in step ? step.refusal : undefined
      return `${index + 1}. ${step.title}: ${refusal === undefined ? 'done' : `refused, as expected, with ${refusal}`}\n`
    })
    .join('')

/** Fails unless the script prints that every step went as it should. */
export const goesThrough = async (program: string, scenario: ScenarioData, ending: keyof typeof SCRIPTS): Promise<void> => {
  expect(await outputOf(program, await written(scenario, ending))).toBe(reports(scenario))
  counts[ending] = (counts[ending] ?? 0) + 1
}
