import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { launchChromium } from '../browser/chromium.ts'

/** A test that gets `open`: a page in a profile of its own, which fails the test where it logs, throws, or asks another origin for anything that its worker does not answer. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's dependencies from the pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('open', async ({ browser }, { onCleanup }) => {
    const ends: (() => Promise<void>)[] = []
    onCleanup(async () => {
      for (const end of ends) await end()
    })
    return async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
      const { origin } = new URL(url)
      const context = await browser.newContext(options)
      const faults: string[] = []
      const leaving: Promise<void>[] = []
      context.on('weberror', (error) => faults.push(`throws ${error.error().stack}`))
      context.on('console', (message) => {
        const { url: of } = message.location()
        // The browser logs each refusal of the service; one from another origin comes from the worker, or else is a fault of its own.
        if (!of.startsWith(`${origin}/`) && /^Failed to load resource: .* status of 4\d\d/.test(message.text())) return
        if (['error', 'warning'].includes(message.type())) faults.push(`logs ${message.text()} (${of})`)
      })
      context.on('request', (request) => {
        const to = request.url()
        if (to.startsWith(`${origin}/`) || /^(data|blob):/.test(to)) return
        const answered = request.response().catch(() => null)
        leaving.push(answered.then((response) => void (response?.fromServiceWorker() || faults.push(`requests ${to}`))))
      })
      ends.push(async () => {
        await context.close()
        await Promise.all(leaving)
        expect(faults, 'faults that the page shows').toEqual([])
      })
      const page = await context.newPage()
      await page.goto(url)
      return page
    }
  })

/** The tester of an operation, by the roles and names that it has on our own site. */
export const testerOf = (page: Page | FrameLocator, operation: string) => {
  const tester = page.getByRole('region', { name: `Try ${operation}` })
  const response = tester.getByRole('region', { name: /^Response/ })
  return {
    response,
    send: tester.getByRole('button', { name: 'Send request' }),
    field: (name: string) => tester.getByLabel(name, { exact: true }),
    shows: async (...texts: readonly (string | RegExp)[]): Promise<void> => {
      for (const text of texts) await expect.poll(() => response.textContent(), { timeout: 20_000 }).toMatch(text)
    },
  }
}

/** A scenario, by the roles and names that it has on our own site. */
export const scenarioOf = (page: Page, title: string) => {
  const region = page.getByRole('region', { name: `Scenario: ${title}`, exact: true })
  const items = region.getByRole('list', { name: 'Steps', exact: true }).locator('> li')
  return {
    items,
    button: (name: string) => region.getByRole('button', { name, exact: true }),
    /** Waits until each step has its mark, which begins the item behind the title. */
    marked: (...marks: readonly string[]) =>
      expect.poll(() => items.locator('.qkms-scenario-mark').allTextContents(), { timeout: 20_000 }).toEqual(marks),
  }
}

/** Sends with both testers of an example: that of Q-KMS, which the emulator answers, and that of the page's own API. */
export const sendBoth = async (page: Page | FrameLocator): Promise<void> => {
  const encrypt = testerOf(page, 'Encrypt')
  await encrypt.send.click()
  await encrypt.shows(/200 OK\s*\d+ ms/, /"CiphertextBlob": "AQ[\w+/]+/)
  await encrypt.field('KeyId').fill('alias/no-such-key')
  await encrypt.send.click()
  await encrypt.shows('400 Bad Request', 'NotFoundException')

  const paint = testerOf(page, 'Paint')
  await paint.field('colour').fill('red')
  await paint.send.click()
  await paint.shows(/200 OK\s*\d+ ms/, '"painted": "red"')
  await encrypt.shows('NotFoundException')
}

/** Sends the example of Encrypt, from the page's tester. */
export const sendExample = async (page: Page): Promise<void> => {
  const encrypt = testerOf(page, 'Encrypt')
  await encrypt.field('KeyId').fill('alias/no-such-key')
  await page.getByRole('button', { name: 'Try this' }).click()
  await encrypt.shows(/200 OK\s*\d+ ms/, /"CiphertextBlob": "AQ[\w+/]+/)
  expect(await encrypt.field('KeyId').inputValue()).not.toBe('alias/no-such-key')
}

/** Holds a page to showing on paper all of its code, and nothing that one presses. */
export const expectPrintable = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.qkms button:visible').allTextContents(), 'buttons on paper').toEqual([])
  const heights = await page.locator('.qkms-code').evaluateAll((all) => all.map((code) => getComputedStyle(code).maxHeight))
  expect(heights.length).toBeGreaterThan(1)
  expect(new Set(heights), 'heights of code on paper').toEqual(new Set(['none']))
  await page.emulateMedia({ media: null })
}

/** Properties whose computed values are sizes: they follow from the content. */
const LAYOUT =
  /^(width|height|(min-|max-)?(block|inline)-size|perspective-origin|transform-origin|(inset|top|bottom|left|right).*)$/

type Styles = readonly { readonly element: string; readonly styles: Readonly<Record<string, string>> }[]

/** The computed styles of the elements that a selector finds, in the document or in the shadow root of an element. */
const stylesOf = (page: Page, selector: string, host?: string): Promise<Styles> =>
  page.evaluate(
    ({ selector, host, layout }) => {
      const isLayout = new RegExp(layout)
      const root = host === undefined ? document : document.querySelector(host)?.shadowRoot
      return [...(root?.querySelectorAll(selector) ?? [])].map((element) => {
        const styles = getComputedStyle(element)
        const names = [...styles].filter((name) => !isLayout.test(name))
        const parts = ['::before', '::after', '::marker', '::placeholder'].map((part) => {
          const { color, content, fontStyle } = getComputedStyle(element, part)
          return [part, [color, content, fontStyle].join(' ')]
        })
        return {
          element: `${element.localName}.${element.className}`,
          styles: Object.fromEntries([...names.map((name) => [name, styles.getPropertyValue(name)]), ...parts]),
        }
      })
    },
    { selector, host, layout: LAYOUT.source },
  )

/** What is not the same in two looks at the same elements, in words. */
export const differencesOf = (before: Styles, after: Styles): readonly string[] => [
  ...(before.length === after.length ? [] : [`${before.length} elements → ${after.length}`]),
  ...before.flatMap(({ element, styles }, index) =>
    Object.entries(styles).flatMap(([name, value]) => {
      const now = after[index]?.styles[name]
      return now === value ? [] : [`${element} ${name}: ${value} → ${now}`]
    }),
  ),
]

/** The computed styles of the elements of the page's own, outside the embeds. */
export const pageStyles = (page: Page): Promise<Styles> =>
  stylesOf(page, ':is(html, body, h1, h2, p, code, button, main, a):not(.qkms, .qkms *, [class*=qkms], [class*=qkms] *)')

/** The computed styles within the first tester's shadow root. */
export const elementStyles = (page: Page): Promise<Styles> => stylesOf(page, '*', 'qkms-api-tester')

/** Takes the rules out of the page's style sheets that are ours, or those of the page that find something within ours. Returns their number. */
const withoutRules = (page: Page, whose: 'ours' | 'the page’s'): Promise<number> =>
  page.evaluate((isOurs) => {
    const within = (selector: string) => {
      // One that a style sheet may have and no script may ask for finds nothing.
      try {
        return document.querySelector(`.qkms :is(${selector})`) !== null
      } catch {
        return false
      }
    }
    const removeIn = (sheet: CSSStyleSheet | CSSGroupingRule): number => {
      let count = 0
      for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
        const rule = sheet.cssRules[index]
        if (rule instanceof CSSGroupingRule && !(rule instanceof CSSStyleRule)) count += removeIn(rule)
        else if (
          rule instanceof CSSStyleRule &&
          (isOurs ? rule.cssText.includes('qkms') : !rule.cssText.includes('qkms') && within(rule.selectorText))
        ) {
          sheet.deleteRule(index)
          count++
        }
      }
      return count
    }
    return [...document.styleSheets].reduce((count, sheet) => count + removeIn(sheet), 0)
  }, whose === 'ours')

/** Rules for plain elements, with more weight than a site's own usually have. The outermost element of a component belongs to the page. */
const HOSTILE = `
html body :is(a, code, figure, form, input, li, p, pre, span, summary, table, td, textarea, th, tr, ul):not([data-outermost]) {
  margin: 3px; padding: 17px; color: #f0f; font: italic 700 30px serif; background: #0f0; border: 5px dashed #f00; text-transform: uppercase;
}
html body :is(button, label, select):not(.x, .y):nth-child(n) { display: block; float: left; opacity: 0.5; letter-spacing: 1em; }
html body *::before, html body *::after { color: #f0f; border: 2px solid; }
html body li::marker, html body summary::marker { color: #f0f; content: "!"; }
html body ::placeholder { font-style: italic; }`

/**
 * Holds the React components and their page to leaving each other’s styles alone, also where the page has rules with much weight. What elements
 * inherit, such as the font, is meant to go on into them.
 */
export const expectApart = async (page: Page): Promise<void> => {
  // What is under the pointer, and the room that the page gives, change when its rules go.
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    for (const component of document.querySelectorAll('.qkms:not(.qkms *)')) {
      if (!(component instanceof HTMLElement)) continue
      component.dataset.outermost = ''
      component.style.cssText = `box-sizing: border-box; width: ${component.offsetWidth}px`
    }
  })
  await page.addStyleTag({ content: HOSTILE })
  const embedStyles = () => stylesOf(page, '.qkms *')
  const embedded = await embedStyles()
  expect(embedded.length).toBeGreaterThan(100)
  const reaching = await withoutRules(page, 'the page’s')
  expect(differencesOf(embedded, await embedStyles()), `our styles without ${reaching} rules of the page’s`).toEqual([])

  await page.reload()
  await testerOf(page, 'Encrypt').send.waitFor()
  // A colour that changes slowly would be another one at the second look.
  await page.addStyleTag({ content: '* { transition: none !important; }' })
  const styled = await pageStyles(page)
  expect(styled.length).toBeGreaterThan(4)
  expect(await withoutRules(page, 'ours')).toBeGreaterThan(100)
  expect(differencesOf(styled, await pageStyles(page)), 'the page’s own styles without ours').toEqual([])
}
