import { expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import type { Body } from '../src/vocabulary/fits.ts'
import { filesIn, load, only } from './pages.ts'

/** The forms of the manual, sent as they stand. What has steps is a scenario: see scenarios.test.ts. */

const MANUAL = 'docs/api/q-kms/user-manual'

const PAGES = await Promise.all(filesIn(MANUAL, '.mdx').map((file) => load(`${MANUAL}/${file}`)))
const FORMS = PAGES.flatMap(({ path, parts }) =>
  only(parts, 'ApiTester').map(({ props }) => ({
    path,
    operation: String(props.operation),
    example: (props.example ?? {}) as Body,
  })),
)

test.each(FORMS)('$path: the form of $operation gets an answer as it stands', async ({ operation, example }) => {
  const { attempt } = createClient()
  expect(await attempt(operation, example)).toMatchObject({ status: 200 })
})
