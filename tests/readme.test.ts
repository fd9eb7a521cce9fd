import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the example of the README prints what it says', () => {
  const code = /```ts\n([\s\S]+?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  const printed = execFileSync('node', ['--input-type=module-typescript', '--eval', code], { encoding: 'utf8' })
  const promised = [...code.matchAll(/\/\/=> (.+)/g)].map(([, line]) => line)
  expect(promised).not.toEqual([])
  expect(printed.trim().split('\n')).toEqual(promised)
})
