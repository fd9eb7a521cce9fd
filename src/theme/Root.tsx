import useKmsApi from '@theme/use-kms-api'
import type { ReactNode } from 'react'
import { ApiSettings } from '../components/settings.tsx'
import { kmsTexts } from '../ready/texts.ts'

/** Tells the components of every page that they speak to Q-KMS, at the endpoint of this site's configuration, and where its manual is. */
export default function Root({ children }: { readonly children: ReactNode }) {
  const api = useKmsApi({ hasManual: true })
  return (
    <ApiSettings api={api} texts={kmsTexts}>
      {children}
    </ApiSettings>
  )
}
