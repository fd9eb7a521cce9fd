import { connectionStates } from './connection-states.ts'
import { keyStatesDiagram } from './key-states.ts'
import type { Diagram } from './types.ts'

/** The diagrams of the manual, by the name that `<Diagram name="…" />` gives. */
export const DIAGRAMS: Readonly<Record<string, Diagram>> = {
  'key-states': keyStatesDiagram,

  'connection-states': connectionStates,

  overview: {
    kind: 'graph',
    title: 'A request to AWS KMS, from the program and back',
    caption: 'The key material never leaves AWS KMS. Large data never goes there.',
    boxes: [
      { id: 'program', label: 'Your program' },
      { id: 'storage', label: 'Your storage', look: 'quiet' },
      { id: 'policy', label: 'AWS KMS:\npolicies and grants', detail: 'may this caller\ndo this?' },
      { id: 'key', label: 'Key', detail: 'id, alias, state,\nmaterial', look: 'good' },
      { id: 'record', label: 'Record', detail: 'who, which key,\nwhen', look: 'quiet' },
    ],
    groups: [{ id: 'kms', members: ['policy', 'key', 'record'] }],
    arrows: [
      { from: 'program', to: 'policy', label: 'request' },
      { from: 'policy', to: 'key', label: 'allowed' },
      { from: 'key', to: 'record' },
      { from: 'key', to: 'program', label: 'result,\nnever the key', course: 'up' },
      { from: 'program', to: 'storage', label: 'ciphertext' },
    ],
  },

  import: {
    kind: 'sequence',
    title: 'Importing key material',
    participants: { you: 'You', service: 'AWS KMS' },
    rows: [
      [{ from: 'you', to: 'service', label: '1. CreateKey\nOrigin EXTERNAL' }],
      [{ at: 'service', label: 'PendingImport', look: 'PendingImport' }],
      [{ from: 'you', to: 'service', label: '2. GetParametersForImport' }],
      [{ from: 'service', to: 'you', label: 'public key and token', reply: true }],
      [{ at: 'you', label: '3. wrap the material\nunder the public key' }],
      [{ from: 'you', to: 'service', label: '4. ImportKeyMaterial\nwrapped material, token' }],
      [{ at: 'service', label: 'Enabled', look: 'Enabled' }],
      [{ from: 'you', to: 'service', label: '5. Encrypt, Decrypt, …' }],
      [{ from: 'you', to: 'service', label: '6. DeleteImportedKeyMaterial,\nor the material expires' }],
      [{ at: 'service', label: 'PendingImport', look: 'PendingImport' }],
      [{ from: 'you', to: 'service', label: '8. ImportKeyMaterial\nthe same material' }],
      [{ at: 'service', label: 'Enabled', look: 'Enabled' }],
    ],
  },

  envelope: {
    kind: 'sequence',
    title: 'Envelope encryption',
    participants: { service: 'AWS KMS', program: 'Your program', storage: 'Your storage' },
    rows: [
      [{ heading: 'To write' }],
      [{ from: 'program', to: 'service', label: 'GenerateDataKey' }],
      [{ from: 'service', to: 'program', label: 'data key,\nencrypted data key', reply: true }],
      [{ at: 'program', label: 'encrypt the data,\nforget the data key' }],
      [{ from: 'program', to: 'storage', label: 'encrypted data,\nencrypted data key' }],
      [{ heading: 'To read' }],
      [{ from: 'storage', to: 'program', label: 'encrypted data,\nencrypted data key', reply: true }],
      [{ from: 'program', to: 'service', label: 'Decrypt\nencrypted data key' }],
      [{ from: 'service', to: 'program', label: 'data key', reply: true }],
      [{ at: 'program', label: 'decrypt the data,\nforget the data key' }],
    ],
  },

  'key-agreement': {
    kind: 'sequence',
    title: 'Key agreement',
    participants: { service: 'Your key', peer: 'The peer' },
    rows: [
      [
        { at: 'service', label: 'private key,\nin AWS KMS' },
        { at: 'peer', label: 'private key,\nwith the peer' },
      ],
      [{ from: 'service', to: 'peer', label: 'your public key\n(GetPublicKey)' }],
      [{ from: 'peer', to: 'service', label: 'the peer’s public key' }],
      [
        { at: 'service', label: 'DeriveSharedSecret:\nyour private key\nwith the peer’s\npublic key' },
        { at: 'peer', label: 'ECDH:\nthe peer’s\nprivate key with\nyour public key' },
      ],
      [
        { at: 'service', label: 'shared secret', look: 'good' },
        { at: 'peer', label: 'the same secret', look: 'good' },
      ],
    ],
  },

  grants: {
    kind: 'graph',
    title: 'The parties of a grant',
    caption: 'Dashed: if the grant has RetireGrant among its operations.',
    boxes: [
      { id: 'maker', label: 'Maker' },
      { id: 'owner', label: 'Owner\nof the key' },
      { id: 'grant', label: 'Grant', look: 'good' },
      { id: 'grantee', label: 'Grantee' },
      { id: 'retiring', label: 'Retiring\nprincipal' },
      { id: 'key', label: 'Key' },
    ],
    arrows: [
      { from: 'maker', to: 'grant', label: 'CreateGrant' },
      { from: 'owner', to: 'grant', label: 'RevokeGrant' },
      { from: 'grant', to: 'grantee', label: 'lets' },
      { from: 'retiring', to: 'grant', label: 'RetireGrant' },
      { from: 'grantee', to: 'key', label: 'use, as the\ngrant says' },
      { from: 'grantee', to: 'grant', label: 'RetireGrant', dashed: true, course: 'up' },
    ],
  },

  'key-policies': {
    kind: 'graph',
    title: 'How a request is decided, within one account',
    boxes: [
      { id: 'request', label: 'Request' },
      { id: 'deny', label: 'Does any policy deny it?', look: 'quiet' },
      { id: 'denied', label: 'Refused', look: 'bad' },
      { id: 'limits', label: 'Does every limit allow it?\n(boundary, session policy, …)', look: 'quiet' },
      { id: 'limited', label: 'Refused', look: 'bad' },
      { id: 'allow', label: 'Does the key policy\nallow the caller?', look: 'quiet' },
      { id: 'allowed', label: 'Allowed', look: 'good' },
      { id: 'account', label: 'Does it let the account in,\nand an IAM policy allow it?', look: 'quiet' },
      { id: 'let', label: 'Allowed', look: 'good' },
      { id: 'grant', label: 'Does a grant allow it?', look: 'quiet' },
      { id: 'granted', label: 'Allowed', look: 'good' },
      { id: 'refused', label: 'Refused', look: 'bad' },
    ],
    arrows: [
      { from: 'request', to: 'deny' },
      { from: 'deny', to: 'denied', label: 'yes', course: 'level' },
      { from: 'deny', to: 'limits', label: 'no' },
      { from: 'limits', to: 'limited', label: 'no', course: 'level' },
      { from: 'limits', to: 'allow', label: 'yes' },
      { from: 'allow', to: 'allowed', label: 'yes', course: 'level' },
      { from: 'allow', to: 'account', label: 'no' },
      { from: 'account', to: 'let', label: 'yes', course: 'level' },
      { from: 'account', to: 'grant', label: 'no' },
      { from: 'grant', to: 'granted', label: 'yes', course: 'level' },
      { from: 'grant', to: 'refused', label: 'no' },
    ],
  },

  'multi-region-keys': {
    kind: 'graph',
    title: 'A multi-Region key in three Regions',
    caption: 'All have the same id and material: each key decrypts what another key encrypted.',
    boxes: [
      { id: 'primary', label: 'Primary key\nin us-east-1', detail: 'own policy,\naliases, state' },
      { id: 'replica', label: 'Replica\nin eu-west-1', detail: 'own policy,\naliases, state' },
      { id: 'other', label: 'Replica in\nap-northeast-1', detail: 'own policy,\naliases, state' },
    ],
    arrows: [
      { from: 'primary', to: 'replica', label: 'ReplicateKey' },
      { from: 'primary', to: 'other', label: 'ReplicateKey' },
    ],
  },
}
