import useKmsApi from '@theme/use-kms-api'
import { type ScenarioProps, Scenario as Shown } from 'q-kms-docs'
import type { ReactNode } from 'react'

/** Steps that a reader runs, with the endpoint and the worker of the site's configuration. */
export default function Scenario(props: ScenarioProps): ReactNode {
  const api = useKmsApi()
  return <Shown api={api} {...props} />
}
