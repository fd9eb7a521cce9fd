import { from } from '../../vocabulary/scenario.ts'
import { request, scenario, sender } from './scenario.ts'

const KeyId = 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321'
const PARTNER = 'arn:aws:iam::444455556666:role/partner'
const as = sender({ principal: PARTNER })
const EncryptionContext = { Department: 'Partner' }
const Plaintext = 'aGVsbG8='
const WITHIN = { KeyId, Plaintext, EncryptionContext }
const GRANT = {
  KeyId,
  Name: 'partner-2026',
  GranteePrincipal: PARTNER,
  Operations: ['Encrypt', 'Decrypt', 'RetireGrant'],
  Constraints: { EncryptionContextSubset: EncryptionContext },
} as const

export const Grants = scenario('A grant for another principal', [
  request('Be a stranger', 'Encrypt', WITHIN, {
    text: 'The role of a partner, in another account, has no permission on the key.',
    as,
    refusal: 'AccessDeniedException',
  }),
  request('Make a grant', 'CreateGrant', GRANT, {
    text: 'As the account that owns the key. The partner may encrypt and decrypt, but only with this encryption context, and may give the grant back.',
    after: 'The response has a `GrantId`, for management, and a `GrantToken`.',
  }),
  request('Make it again', 'CreateGrant', GRANT, {
    returns: { GrantId: from(2, 'GrantId') },
    after:
      'Because of the `Name`, and since nothing else differs either, the response has the same `GrantId` and no second grant is made.',
  }),
  request('Use the grant', 'Encrypt', WITHIN, { as, text: 'The request of step 1 succeeds now.' }),
  request('Leave the context out', 'Encrypt', { KeyId, Plaintext }, { as, refusal: 'AccessDeniedException' }),
  request(
    'Look at the grants',
    'ListGrants',
    { KeyId },
    {
      text: 'There are two: the one that the sandbox began with, and this one.',
    },
  ),
  request('Take it back', 'RevokeGrant', { KeyId, GrantId: from(2, 'GrantId') }, { text: 'As the account again.' }),
  request('Be a stranger again', 'Encrypt', WITHIN, { as, refusal: 'AccessDeniedException' }),
  request('Make another grant', 'CreateGrant', { ...GRANT, Name: 'partner-2027' }),
  request(
    'Give it back',
    'RetireGrant',
    { GrantToken: from(9, 'GrantToken') },
    {
      as,
      text: 'A program retires its grant when its work is done. The token says by itself which grant it means.',
    },
  ),
])
