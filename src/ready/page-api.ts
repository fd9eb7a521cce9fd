import type { Api } from '../components/settings.tsx'
import { kmsProtocol } from '../facts/protocol.ts'
import { loadDescriptor } from './descriptors.ts'
import { STORAGE } from './storage.ts'
import { VALUES } from './values.ts'

/**
 * Q-KMS for any page: an emulator in the page handles the requests, without a worker, and the page's own `fetch` is left alone. Its code loads when
 * a reader first needs it.
 */
export const PAGE_API: Api = {
  name: STORAGE,
  protocol: kmsProtocol(),
  lookUp: loadDescriptor,
  ...VALUES,
  sandbox: async () => {
    const [{ openInPage }, { ABILITIES }] = await Promise.all([import('../msw/page.ts'), import('./explain.ts')])
    return { ...(await openInPage(STORAGE)), ...ABILITIES }
  },
}
