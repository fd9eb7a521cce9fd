import useKmsApi from '@theme/use-kms-api'
import { type ApiTesterProps, ApiTester as Tester } from 'q-kms-docs'
import type { ReactNode } from 'react'

/** Try It Out, with the endpoint and the worker of the site's configuration. */
export default function ApiTester(props: ApiTesterProps): ReactNode {
  const api = useKmsApi()
  return <Tester api={api} {...props} />
}
