import { boolean, list, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { EncapsulationAlgorithm, KeyAgreementAlgorithm } from './agreement.ts'
import {
  AnsweredKeyId,
  Arn,
  CloudHsmClusterId,
  CustomKeyStoreId,
  Description,
  KeyMaterialId,
  PendingWindowInDays,
  Region,
  XksKeyId,
} from './common.ts'
import { EncryptionAlgorithm } from './encryption.ts'
import { ExpirationModel } from './expiration.ts'
import { CustomerMasterKeySpec, KeyManager, KeySpec, KeyState, KeyUsage, MultiRegionKeyType, Origin } from './keys.ts'
import { MacAlgorithm } from './macs.ts'
import { SigningAlgorithm } from './signing.ts'

const MultiRegionKey = structure({
  Arn: { type: Arn, description: 'The ARN of the key.' },
  Region: { type: Region, description: 'The Region that the key is in.' },
})

export const KeyMetadata = structure({
  AWSAccountId: { type: string(), description: 'The account that owns the key.' },
  KeyId: { type: AnsweredKeyId, required: true, description: 'The id of the key, without the ARN around it.' },
  Arn: { type: Arn, description: 'The ARN of the key.' },
  CreationDate: { type: timestamp, description: 'When the key was made.' },
  Enabled: { type: boolean, description: 'True in the state `Enabled` alone.' },
  Description: { type: Description, description: 'The description of the key; empty if it has none.' },
  KeyUsage: { type: KeyUsage, description: 'The purpose of the key.' },
  KeyState: { type: KeyState, description: 'The state of the key, which decides the operations that it allows.' },
  DeletionDate: { type: timestamp, description: 'When AWS KMS deletes the key. Only while its deletion is scheduled.' },
  ValidTo: { type: timestamp, description: 'When the imported material expires. Only if it expires.' },
  Origin: { type: Origin, description: 'Where the key material comes from.' },
  CustomKeyStoreId: { type: CustomKeyStoreId, description: 'The custom key store of the key. Only for keys in such a store.' },
  CloudHsmClusterId: {
    type: CloudHsmClusterId,
    description: 'The CloudHSM cluster of the custom key store. Only for keys in a CloudHSM key store.',
  },
  ExpirationModel: {
    type: ExpirationModel,
    description: 'Whether the imported material expires. Only while there is such material.',
  },
  KeyManager: { type: KeyManager, description: 'Who manages the key.' },
  CustomerMasterKeySpec: {
    type: CustomerMasterKeySpec,
    deprecated: true,
    description: 'The older name of `KeySpec`, with the same value.',
  },
  KeySpec: { type: KeySpec, description: 'The kind of key material.' },
  EncryptionAlgorithms: {
    type: list(EncryptionAlgorithm),
    description: 'The algorithms that the key encrypts with. Only for usage `ENCRYPT_DECRYPT`.',
  },
  SigningAlgorithms: {
    type: list(SigningAlgorithm),
    description: 'The algorithms that the key signs with. Only for usage `SIGN_VERIFY`.',
  },
  KeyAgreementAlgorithms: {
    type: list(KeyAgreementAlgorithm),
    description: 'The algorithms that derive shared secrets with the key. Only for usage `KEY_AGREEMENT`.',
  },
  MultiRegion: { type: boolean, description: 'Whether the key is a multi-Region key.' },
  MultiRegionConfiguration: {
    type: structure({
      MultiRegionKeyType: { type: MultiRegionKeyType, description: 'Whether this key is the primary or a replica.' },
      PrimaryKey: { type: MultiRegionKey, description: 'The primary key.' },
      ReplicaKeys: { type: list(MultiRegionKey), description: 'Every replica.' },
    }),
    description: 'The related keys in other Regions. Only for multi-Region keys.',
  },
  PendingDeletionWindowInDays: {
    type: PendingWindowInDays,
    description: 'The waiting period that starts when the last replica is gone. Only in the state `PendingReplicaDeletion`.',
  },
  MacAlgorithms: {
    type: list(MacAlgorithm),
    description: 'The algorithms that the key makes MACs with. Only for usage `GENERATE_VERIFY_MAC`.',
  },
  XksKeyConfiguration: {
    type: structure({ Id: { type: XksKeyId, description: 'The external key’s id at its key manager.' } }),
    description: 'The external key of this KMS key. Only in external key stores.',
  },
  CurrentKeyMaterialId: {
    type: KeyMaterialId,
    description: 'The material for new ciphertexts. Only for symmetric encryption keys that have, or had, material.',
  },
  EncapsulationAlgorithms: {
    type: list(EncapsulationAlgorithm),
    description: 'The algorithms that the key encapsulates with. Only for usage `ENCAPSULATE_DECAPSULATE`.',
  },
})
