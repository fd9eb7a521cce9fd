import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import type {} from '../../src/element/index.tsx'
import { operations } from '../../src/facts/index.ts'
import { DeletionAndRescue } from '../../src/facts/scenarios/index.ts'
import { build, serve } from './examples.ts'
import { differencesOf, elementStyles, pageStyles, scenarioOf, sendBoth, sendExample, test, testerOf } from './harness.ts'

/** Bytes of gzip of all files that a page with a tester loads before the first Send. */
const BEFORE_SEND = 60 * 1024
const STRICT = { 'content-security-policy': "default-src 'self'" }

/** The example, with a page of one tester and a page without elements beside it. */
const plain = build('plain-html').then((folder) => {
  const write = (name: string, html: string) =>
    writeFileSync(join(folder, name), `<!doctype html><link rel="icon" href="icon.svg">${html}`)
  write('tester.html', '<script type="module" src="q-kms-docs/elements.js"></script><script src="tester.js"></script>')
  writeFileSync(
    join(folder, 'tester.js'),
    "const tester = document.createElement('qkms-api-tester')\ntester.operation = location.search.slice(1) || 'Encrypt'\ndocument.documentElement.append(tester)\n",
  )
  write('frame.html', '<iframe sandbox="allow-scripts" src="index.html" width="900" height="900"></iframe>')
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  writeFileSync(join(folder, 'without.html'), page.replace(/<script.*<\/script>/g, ''))
  return folder
})

test('a plain page sends requests under the strictest policy', async ({ open }) => {
  const page = await open(await serve(await plain, STRICT))
  await sendBoth(page)
  await sendExample(page)
  await page.getByRole('table', { name: 'Parameters of Encrypt' }).getByText('EncryptionContext').waitFor()
  await page.getByRole('tab', { name: 'AWS CLI' }).click()
  await page.getByText('aws kms encrypt').waitFor()
})

test('a sandboxed frame sends requests', async ({ open }) => {
  const page = await open(`${await serve(await plain, { 'access-control-allow-origin': '*' })}frame.html`)
  await sendBoth(page.frameLocator('iframe'))
})

test('neither the page nor the elements change the other’s styles', async ({ open }) => {
  const url = await serve(await plain, STRICT)
  const page = await open(url)
  await testerOf(page, 'Encrypt').send.waitFor()
  await testerOf(page, 'Paint').send.waitFor()
  const styles = await pageStyles(page)
  expect(styles.length).toBeGreaterThan(4)
  const within = await elementStyles(page)
  expect(within.length).toBeGreaterThan(20)

  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `button, input, select, textarea, section, div, span, p, code, pre, table, td, fieldset, .qkms, .qkms-button {
        color: red !important; background: lime !important; font: 40px serif !important; padding: 40px !important; display: block !important }`,
    )
    document.adoptedStyleSheets = [sheet]
  })
  expect(differencesOf(within, await elementStyles(page)), 'the elements on a page of loud styles').toEqual([])

  const without = await open(`${url}without.html`)
  expect(differencesOf(styles, await pageStyles(without)), 'the page without elements').toEqual([])
})

test('what loads before the first Send is light, and the emulator comes with the Send', async ({ open }) => {
  const folder = await plain
  const weightOf = (name: string) => gzipSync(readFileSync(join(folder, 'q-kms-docs', name))).length
  const url = await serve(folder)
  const page = await open(`${url}tester.html`)
  const weigh = async () => {
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const ours = loaded.flatMap((file) => file.split('/q-kms-docs/')[1] ?? [])
    return ours.reduce((sum, file) => sum + weightOf(file), 0)
  }
  const weights: Record<string, number> = {}
  for (const name of Object.keys(operations)) {
    await page.goto(`${url}tester.html?${name}`)
    await testerOf(page, name).send.waitFor()
    await page.waitForLoadState('networkidle')
    weights[name] = await weigh()
  }
  const least = Math.min(...Object.values(weights))
  expect(least, 'bytes that every tester loads').toBeGreaterThan(20 * 1024)
  expect(Object.entries(weights).filter(([, bytes]) => bytes > BEFORE_SEND)).toEqual([])

  await page.goto(`${url}tester.html?ListKeys`)
  const tester = testerOf(page, 'ListKeys')
  await tester.send.click()
  await tester.shows(/200 OK\s*\d+ ms/)
  expect((await weigh()) - (weights.ListKeys ?? 0), 'bytes that come with the first Send').toBeGreaterThan(20 * 1024)
  if (process.env.QKMS_SHOW) console.log(weights, await weigh())
})

test('a scenario of the manual runs in a sandbox of its own, and tells the page of each request', async ({ open }) => {
  const page = await open(await serve(await plain, STRICT))
  const { button, marked, items } = scenarioOf(page, 'Encrypt and decrypt')
  await marked('not run', 'not run')
  const told = page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen: unknown[] = []
        document.addEventListener('qkms-response', ({ target, detail: { operation, response } }) => {
          seen.push([target instanceof Element && target.localName, operation, response.status])
          if (seen.length === 2) resolve(seen)
        })
      }),
  )
  await button('Run step').click()
  await marked('done', 'not run')
  await button('Run all').click()
  await marked('done', 'done')
  expect(await told).toEqual([
    ['qkms-scenario', 'Encrypt', 200],
    ['qkms-scenario', 'Decrypt', 200],
  ])
  await items.nth(1).getByText('"Plaintext": "aGVsbG8="').waitFor()
  await button('Start over').click()
  await marked('not run', 'not run')
  const looks = await button('Run step').evaluate((element) => getComputedStyle(element.closest('fieldset') ?? element).position)
  expect(looks, 'the bar of a scenario, by its style sheet').toBe('sticky')
})

test('a scenario of the page’s own runs, by a property or an attribute, on Q-KMS or on another API', async ({ open }) => {
  const page = await open(`${await serve(await plain)}tester.html`)
  await testerOf(page, 'Encrypt').send.waitFor()
  const steps = [
    { title: 'Make a key', operation: 'CreateKey', body: {} },
    { title: 'Disable it', operation: 'DisableKey', body: { KeyId: { $from: 1, path: 'KeyMetadata.KeyId' } } },
  ]
  const tell = (attributes: Readonly<Record<string, string>>) =>
    page.evaluate((given) => {
      const element = document.createElement('qkms-scenario')
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
      document.querySelector('qkms-api-tester, qkms-scenario')?.replaceWith(element)
    }, attributes)
  await tell({ scenario: JSON.stringify({ title: 'Own', sandbox: 'own', steps }) })
  const own = scenarioOf(page, 'Own')
  await own.button('Run all').click()
  await own.marked('done', 'done')

  // Vitest would turn an import() that stands here into its own.
  const content = "import * as kit from './q-kms-docs/elements.js'\nObject.assign(globalThis, { kit })"
  await page.addScriptTag({ type: 'module', content })
  await page.waitForFunction(() => 'kit' in globalThis)
  await page.evaluate(() => {
    const { operation, restJson, string } = Reflect.get(globalThis, 'kit')
    const PAINT = operation({
      name: 'Paint',
      category: 'walls',
      summary: 'Paints a wall.',
      http: { method: 'POST', path: '/v1/paint' },
      input: { colour: { type: string({}), required: true, description: 'The colour.' } },
      output: {},
      errors: [],
      example: { request: { colour: 'red' }, response: {} },
    })
    const element = document.querySelector('qkms-scenario')
    if (!element) return
    element.api = {
      name: 'paint',
      protocol: restJson({ url: 'https://paint.example' }),
      lookUp: async () => PAINT,
      fetch: async (_, init) => Response.json({ loud: String(init?.body).includes('RED') }),
    }
    element.locals = {
      shout: { code: 'const shout = …', language: 'js', run: async ({ text }) => ({ loud: String(text).toUpperCase() }) },
    }
    element.scenario = {
      title: 'Paint',
      sandbox: 'reader',
      steps: [
        { title: 'Shout', local: 'shout', input: { text: 'red' } },
        { title: 'Paint', operation: 'Paint', body: { colour: { $from: 1, path: 'loud' } }, returns: { loud: true } },
      ],
    }
  })
  const paint = scenarioOf(page, 'Paint')
  await paint.button('Run all').click()
  await paint.marked('done', 'done')

  await tell({})
  await page.getByText('The element names no scenario').waitFor()
  await tell({ name: 'MakeCoffee' })
  await page.getByRole('alert').getByText('Failed to find the scenario MakeCoffee').waitFor()
  await tell({ scenario: '{"title": "No steps"}' })
  await page.getByRole('alert').getByText('Failed to show the scenario').waitFor()
})

test('the code of a scenario loads when the page has one, which keeps what its steps have done', async ({ open }) => {
  const page = await open(`${await serve(await plain)}tester.html`)
  await testerOf(page, 'Encrypt').send.waitFor()
  await page.waitForLoadState('networkidle')
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const before = await loaded()
  expect(before.filter((name) => /\/scenario/.test(name))).toEqual([])
  await page.evaluate(() => {
    const element = document.createElement('qkms-scenario')
    element.name = 'DeletionAndRescue'
    document.documentElement.append(element)
  })
  const { button, marked } = scenarioOf(page, DeletionAndRescue.title)
  await button('Run all').click()
  await marked(...DeletionAndRescue.steps.map(() => 'done'))
  expect((await loaded()).filter((name) => /\/scenario/.test(name)).length).toBeGreaterThan(0)
})

test('the host tells of each request and response', async ({ open }) => {
  const page = await open(await serve(await plain, STRICT))
  const told = page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen: unknown[] = []
        document.addEventListener('qkms-request', async ({ target, detail: { operation, request } }) => {
          seen.push([target instanceof Element && target.localName, operation, request.method, await request.json()])
        })
        document.addEventListener('qkms-response', async ({ detail: { operation, response, duration } }) => {
          seen.push([operation, response.status, Object.keys(await response.json()), duration >= 0])
          resolve(seen)
        })
      }),
  )
  const encrypt = testerOf(page, 'Encrypt')
  await encrypt.send.click()
  await encrypt.shows(/200 OK\s*\d+ ms/)
  expect(await told).toEqual([
    ['qkms-api-tester', 'Encrypt', 'POST', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' }],
    ['Encrypt', 200, ['CiphertextBlob', 'KeyId', 'EncryptionAlgorithm'], true],
  ])
})

test('variables, parts and the theme change the looks', async ({ open }) => {
  const url = await serve(await plain)
  const page = await open(url, { colorScheme: 'dark' })
  const { send } = testerOf(page, 'Encrypt')
  await send.waitFor()
  const looks = () =>
    send.evaluate((button) => {
      const { backgroundColor, borderRadius, textTransform } = getComputedStyle(button)
      const tester = button.closest('[part~=tester]')
      return { backgroundColor, borderRadius, textTransform, surface: tester && getComputedStyle(tester).backgroundColor }
    })
  const light = await looks()
  expect(light.surface, 'a page that knows no dark stays light').toBe('rgb(255, 255, 255)')

  const set = (css: string) =>
    page.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets = [sheet]
    }, css)
  await set(
    ':root { --qkms-solid: rgb(0 128 0); --qkms-radius: 0px } qkms-api-tester::part(primary-button) { text-transform: uppercase }',
  )
  expect(await looks()).toEqual({ ...light, backgroundColor: 'rgb(0, 128, 0)', borderRadius: '0px', textTransform: 'uppercase' })

  await set(':root { color-scheme: light dark }')
  const dark = await looks()
  expect(dark.surface, 'the page follows the system').toBe('rgb(36, 37, 38)')
  const theme = (name: string) =>
    page.evaluate((value) => document.querySelector('qkms-api-tester')?.setAttribute('theme', value), name)
  await theme('light')
  expect(await looks()).toEqual(light)
  await set('')
  await theme('dark')
  expect(await looks()).toEqual(dark)
  await theme('system')
  expect(await looks()).toEqual(dark)
})

test('what a page puts into the slots stands above and below', async ({ open }) => {
  const page = await open(`${await serve(await plain)}tester.html`)
  const { send } = testerOf(page, 'Encrypt')
  await send.waitFor()
  await page.evaluate(() => {
    for (const slot of ['after', 'before'])
      document
        .querySelector('qkms-api-tester')
        ?.append(Object.assign(document.createElement('p'), { slot, textContent: `The page ${slot}` }))
  })
  const tops: number[] = []
  for (const part of [page.getByText('The page before'), send, page.getByText('The page after')])
    tops.push(await part.evaluate((element) => element.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(3)
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
})

test('a link to a row leads there, in the page and from elsewhere', async ({ open }) => {
  const url = await serve(await plain)
  const page = await open(`${url}#request-DryRun`, { viewport: { width: 800, height: 400 } })
  const isInView = (id: string) => () =>
    page.locator(id).evaluate((element) => {
      const { top } = element.getBoundingClientRect()
      return top >= 0 && top < innerHeight
    })
  await expect.poll(isInView('#request-DryRun'), { timeout: 20_000 }).toBe(true)
  await page.getByRole('link', { name: 'Link to KeyId' }).click()
  expect(page.url()).toBe(`${url}#request-KeyId`)
  await expect.poll(isInView('#request-KeyId'), { timeout: 20_000 }).toBe(true)
})

test('an element that is told nothing, or nonsense, says so', async ({ open }) => {
  const page = await open(`${await serve(await plain)}tester.html`)
  const { send } = testerOf(page, 'Encrypt')
  await send.waitFor()
  const tell = (attributes: Readonly<Record<string, string>>) =>
    page.evaluate((given) => {
      const element = document.createElement('qkms-api-tester')
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
      document.querySelector('qkms-api-tester')?.replaceWith(element)
    }, attributes)
  await tell({})
  await page.getByText('The element names no operation').waitFor()
  await tell({ operation: 'MakeCoffee' })
  await page.getByText('Failed to find the operation MakeCoffee').waitFor()
  await tell({ operation: 'Encrypt', example: '{"KeyId": ' })
  await page.getByRole('alert').getByText('Failed to read the attribute example of <qkms-api-tester>').waitFor()
  await tell({ operation: 'Encrypt', example: '{"KeyId": "alias/mine", "Plaintext": "aGk="}' })
  await expect.poll(() => testerOf(page, 'Encrypt').field('KeyId').inputValue()).toBe('alias/mine')
})

test('a page that runs an MSW worker of its own keeps it', async ({ open }) => {
  const folder = await plain
  copyFileSync('node_modules/msw/lib/mockServiceWorker.js', join(folder, 'mockServiceWorker.js'))
  copyFileSync('node_modules/msw/lib/iife/index.js', join(folder, 'msw.js'))
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  writeFileSync(join(folder, 'mocked.html'), page.replace('<script', '<script src="msw.js"></script><script'))
  const url = await serve(folder)
  const opened = await open(`${url}mocked.html`)
  const ask = () => opened.evaluate(async () => (await fetch('hello')).text())
  await opened.evaluate(async () => {
    const { http, setupWorker } = Reflect.get(globalThis, 'MockServiceWorker')
    const worker = setupWorker(http.get('*/hello', () => new Response('from the page’s own mock')))
    await worker.start({
      serviceWorker: { url: 'mockServiceWorker.js' },
      quiet: true,
      onUnhandledRequest: 'bypass',
      onUnhandledFrame: 'bypass',
    })
  })
  expect(await ask()).toBe('from the page’s own mock')
  await sendBoth(opened)
  expect(await ask()).toBe('from the page’s own mock')
})
