import useBaseUrl from '@docusaurus/useBaseUrl'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { type ReactNode, useMemo } from 'react'
import { Settings } from '../components/settings.ts'

/** Gives the components what only this site knows. */
export default function Root({ children }: { readonly children: ReactNode }) {
  const endpoint = useDocusaurusContext().siteConfig.customFields?.endpoint
  const workerUrl = useBaseUrl('/mockServiceWorker.js')
  const settings = useMemo(() => ({ endpoint: String(endpoint), workerUrl }), [endpoint, workerUrl])
  return <Settings value={settings}>{children}</Settings>
}
