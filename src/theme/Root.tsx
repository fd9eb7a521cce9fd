import { useBaseUrlUtils } from '@docusaurus/useBaseUrl'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { type ReactNode, useMemo } from 'react'
import { ApiSettings } from '../components/settings.tsx'
import { kmsApi } from '../ready/kms-api.ts'
import { kmsTexts } from '../ready/texts.ts'

/** Tells the components of every page that they speak to Q-KMS, at the endpoint of this site's configuration. */
export default function Root({ children }: { readonly children: ReactNode }) {
  const endpoint = String(useDocusaurusContext().siteConfig.customFields?.endpoint)
  const { withBaseUrl } = useBaseUrlUtils()
  const api = useMemo(
    () => kmsApi({ endpoint, workerUrl: withBaseUrl('/mockServiceWorker.js'), hrefOf: withBaseUrl }),
    [endpoint, withBaseUrl],
  )
  return (
    <ApiSettings api={api} texts={kmsTexts}>
      {children}
    </ApiSettings>
  )
}
