/** Finds the Chromium that the browser specs drive, or says what to type. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
]

/** Where a distribution's package is only a stub for another packager, the file exists and does not run. */
const runs = (path: string): boolean => {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The path of a Chromium or Chrome that runs, or undefined. `QKMS_CHROMIUM` goes before what is installed. */
export const chromiumPath = (): string | undefined => {
  const named = process.env.QKMS_CHROMIUM
  if (named !== undefined) return runs(named) ? named : undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...PLACES, chromium.executablePath()].find(runs)
}

/**
 * The path of a Chromium or Chrome that runs.
 *
 * @throws {Error} "Failed to start Chromium: …", with what to type
 */
export const findChromium = (): string => {
  const path = chromiumPath()
  if (path !== undefined) return path
  const named = process.env.QKMS_CHROMIUM
  if (named !== undefined) throw new Error(`Failed to start Chromium: QKMS_CHROMIUM names ${named}, which does not run`)
  const advice = 'npx playwright-core install --with-deps chromium (on Debian or Ubuntu as root: npm run chromium)'
  throw new Error(`Failed to start Chromium: none is installed. Install it with: ${advice}`)
}

/** A name of this machine that, unlike localhost, gives a page of plain http no secure context. */
export const PLAIN_HOST = 'plain.test'

/** No other name resolves, so that a request which leaves the page fails. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost`,
]

/** Starts Chromium, with further arguments where a test needs them. */
export const launchChromium = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS, ...args] })
