import type { Api } from '../components/settings.tsx'
import { ENDPOINT, kmsProtocol } from '../facts/protocol.ts'
import { loadDescriptor } from './descriptors.ts'
import { anchorOfError, errorUrl, referenceUrl } from './routes.ts'
import { STORAGE } from './storage.ts'
import { ERROR_LINKS } from './texts.ts'
import { VALUES } from './values.ts'

export interface KmsApiOptions {
  /** URL that requests are sent to, and that the emulator handles; that of the docs unless given. */
  readonly endpoint?: string
  /** URL of MSW's worker script, with the site's base path. Without one, the page itself carries the requests, and its own `fetch` is left alone. */
  readonly workerUrl?: string
  /** The address of a page of the manual, with the site's base path. Without one, errors lead to the page that they are shown on alone. */
  readonly hrefOf?: (path: string) => string
}

/**
 * Q-KMS, with an emulator in the page. Its code, and that of the descriptors, loads when a reader first needs it.
 *
 * @example <ApiSettings api={kmsApi({ workerUrl: '/q-kms-worker.js' })}>…</ApiSettings>
 */
export const kmsApi = ({ endpoint = ENDPOINT, workerUrl, hrefOf }: KmsApiOptions): Api => ({
  name: STORAGE,
  protocol: kmsProtocol(endpoint),
  lookUp: loadDescriptor,
  sandbox: async () => {
    const opened =
      workerUrl === undefined
        ? import('../msw/page.ts').then(({ openInPage }) => openInPage(STORAGE))
        : import('../msw/browser.ts').then(({ connect }) => connect({ endpoint, workerUrl, storage: STORAGE }))
    const [sandbox, { ABILITIES }] = await Promise.all([opened, import('./explain.ts')])
    return { ...sandbox, ...ABILITIES }
  },
  ...VALUES,
  ...(hrefOf && { pageOf: (operation: string) => hrefOf(`${referenceUrl(operation)}#try-it-out`) }),
  errorLinks: (code) => {
    const row = anchorOfError(code)
    return [
      ...(hrefOf ? [{ label: ERROR_LINKS.entry, href: hrefOf(errorUrl(code)) }] : []),
      ...(document.getElementById(row) ? [{ label: ERROR_LINKS.row, href: `#${row}` }] : []),
    ]
  },
})
