import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as stub from './no-cookies.ts'

const lib = join(dirname(fileURLToPath(import.meta.resolve('msw'))), '..')

test('exports all that msw imports from tough-cookie', () => {
  const imported = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.startsWith('iife'))
    .flatMap((file) => [...readFileSync(join(lib, file), 'utf8').matchAll(/import \{([^}]+)\} from "tough-cookie"/g)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
  expect(imported.toSorted()).toEqual(Object.keys(stub).toSorted())
})

test('is a jar that stays empty', async () => {
  const jar = new stub.CookieJar()
  await jar.setCookie()
  expect(jar.getCookiesSync()).toEqual([])
})
