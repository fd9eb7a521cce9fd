import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from 'vitest'
import { goesThrough, SCENARIOS, written } from './scripts/support.ts'

/** The scripts in JavaScript run here. Those of the other languages take minutes, and what not every machine has: `npm run test:scripts`. */

test.each(SCENARIOS)('“$title” runs in JavaScript', (scenario) => goesThrough(process.execPath, scenario, 'mjs'))

test.each(SCENARIOS)('“$title” is a program of Bash', async (scenario) => {
  await promisify(execFile)('bash', ['-n', await written(scenario, 'sh')])
})
