import { useBaseUrlUtils } from '@docusaurus/useBaseUrl'
import { usePluginData } from '@docusaurus/useGlobalData'
import { useMemo } from 'react'
import type { Api } from '../../../components/settings.tsx'
import { kmsApi } from '../../../ready/kms-api.ts'
import { NAME, type PluginData, WORKER } from '../plugin-data.ts'

/**
 * Q-KMS as this site's configuration of the plugin has it.
 *
 * @param hasManual whether the site has the manual of Q-KMS, so that an error leads to its entry there
 */
export default function useKmsApi({ hasManual = false } = {}): Api {
  const { endpoint, worker } = usePluginData(NAME) as PluginData
  const { withBaseUrl } = useBaseUrlUtils()
  return useMemo(
    () =>
      kmsApi({
        ...(endpoint !== undefined && { endpoint }),
        ...(worker && { workerUrl: withBaseUrl(WORKER) }),
        ...(hasManual && { hrefOf: withBaseUrl }),
      }),
    [endpoint, worker, withBaseUrl, hasManual],
  )
}
