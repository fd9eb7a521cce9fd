import { type IdentityPolicies, identityChange, type PolicyDocument } from '../emulator/keys/identity-policies.ts'
import { identityPolicyOf } from '../emulator/keys/policy-document.ts'
import type { Change } from '../emulator/store/rows.ts'
import { documentAt, entriesOf, type FileField, failAt, fieldsIn, itemsAt, textAt, withField } from './fields.ts'

/** The fields of an identity in a seed file: a user, a role or a session, and its policies of IAM. */
export const IDENTITY_FIELDS = ['Principal', 'Policies', 'PermissionsBoundary', 'SessionPolicies'] as const

const documentIn = (field: FileField): PolicyDocument => {
  const text = documentAt(field)
  withField(field, () => identityPolicyOf(text))
  return text
}

/**
 * The row of an identity.
 *
 * @throws {Error} "Failed to read …"
 */
export const identityIn = (field: FileField): Change => {
  const { Principal, Policies, PermissionsBoundary, SessionPolicies } = fieldsIn(field, IDENTITY_FIELDS)
  if (!Principal) return failAt(field, 'Principal is missing.')
  const identity: IdentityPolicies = {
    ...(Policies && {
      policies: Object.fromEntries(entriesOf(Policies).map(([name, document]) => [name, documentIn(document)])),
    }),
    ...(PermissionsBoundary && { permissionsBoundary: documentIn(PermissionsBoundary) }),
    ...(SessionPolicies && { sessionPolicies: itemsAt(SessionPolicies).map(documentIn) }),
  }
  if (Object.keys(identity).length === 0) return failAt(field, 'it has no policies.')
  return withField(Principal, () => identityChange(textAt(Principal), identity))
}
