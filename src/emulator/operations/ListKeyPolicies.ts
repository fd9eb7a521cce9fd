import type { Handler } from '../context.ts'
import { POLICY_NAME } from '../keys/policy.ts'
import { KmsError } from '../kms-error.ts'

export { ListKeyPolicies as operation } from '../../facts/operations/ListKeyPolicies.ts'

export const ListKeyPolicies: Handler<'ListKeyPolicies'> = ({ KeyId, Marker }, kms) => {
  kms.key(KeyId)
  // The operation declares no InvalidMarkerException, and its only page hands out no marker.
  if (Marker !== undefined) throw new KmsError('ValidationException', 'The marker is not one that this listing returned.')
  return { PolicyNames: [POLICY_NAME], Truncated: false }
}
