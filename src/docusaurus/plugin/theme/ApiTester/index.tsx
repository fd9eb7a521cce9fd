import { type ApiTesterProps, ApiTester as Tester } from 'q-kms-docs'
import type { ReactNode } from 'react'
import { useKmsApi } from '../../use-kms-api.ts'

/** Try It Out, answered as the site's configuration says. */
export default function ApiTester(props: ApiTesterProps): ReactNode {
  const api = useKmsApi()
  return <Tester api={api} {...props} />
}
