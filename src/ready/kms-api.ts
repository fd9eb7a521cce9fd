import type { Api } from '../components/settings.tsx'
import { ENDPOINT, kmsProtocol } from '../facts/protocol.ts'
import type { Operation } from '../vocabulary/operation.ts'
import { anchorOfError, errorUrl } from './routes.ts'
import { ERROR_LINKS } from './texts.ts'

/** The name of Q-KMS in the browser's storage. */
export const STORAGE = 'q-kms'

export interface KmsApiOptions {
  /** URL that requests are sent to, and that the emulator answers at; that of the docs unless given. */
  readonly endpoint?: string
  /** URL of MSW's worker script, with the site's base path. */
  readonly workerUrl: string
  /** The address of a page of the manual, with the site's base path. Without one, errors lead to the page that they are shown on alone. */
  readonly hrefOf?: (path: string) => string
}

/** Whether there is no such file, which is another thing than a file that cannot be fetched. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error && /Cannot find module|Unknown variable dynamic import/.test(error.message)

/**
 * Q-KMS, answered by an emulator in the page. Its code, and that of the descriptors, loads when a reader first needs it.
 *
 * @example <ApiSettings api={kmsApi({ workerUrl: '/mockServiceWorker.js' })}>…</ApiSettings>
 */
export const kmsApi = ({ endpoint = ENDPOINT, workerUrl, hrefOf }: KmsApiOptions): Api => ({
  name: STORAGE,
  protocol: kmsProtocol(endpoint),
  lookUp: async (name) => {
    // A bundler makes a file of each descriptor, so that one loads alone.
    const module = await import(`../facts/operations/${name}.ts`).catch((error: unknown) => {
      if (isUnknown(error)) return {}
      throw error
    })
    return (module as Readonly<Record<string, Operation>>)[name]
  },
  sandbox: async () => (await import('../msw/browser.ts')).connect({ endpoint, workerUrl, storage: STORAGE }),
  errorLinks: (code) => {
    const row = anchorOfError(code)
    return [
      ...(hrefOf ? [{ label: ERROR_LINKS.entry, href: hrefOf(errorUrl(code)) }] : []),
      ...(document.getElementById(row) ? [{ label: ERROR_LINKS.row, href: `#${row}` }] : []),
    ]
  },
})
