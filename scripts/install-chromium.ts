/** `npm run chromium`, before the browser tests: installs Chromium by apt-get where none runs, on Debian or Ubuntu as root. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromiumPath } from '../tests/browser/chromium.ts'

const isDebian = (): boolean =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))

const aptGet = (...args: readonly string[]): void => {
  execFileSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

// Elsewhere the browser tests say what to type, and of a QKMS_CHROMIUM that does not run too.
if (process.env.QKMS_CHROMIUM === undefined && chromiumPath() === undefined && isDebian() && process.getuid?.() === 0) {
  aptGet('update')
  aptGet('install', '-y', '--no-install-recommends', 'chromium')
}
