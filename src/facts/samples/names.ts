import type { Shape } from '../../vocabulary/shapes.ts'
import { CustomKeyStoreType, XksProxyAuthenticationCredential, XksProxyConnectivity } from '../members/key-stores.ts'
import * as members from '../members.ts'

/** What the SDKs of typed languages call the shapes that a request can hold. */
const NAMES: ReadonlyMap<Shape, string> = new Map<Shape, string>([
  [CustomKeyStoreType, 'CustomKeyStoreType'],
  [XksProxyAuthenticationCredential, 'XksProxyAuthenticationCredentialType'],
  [XksProxyConnectivity, 'XksProxyConnectivityType'],
  [members.DataKeyPairSpec, 'DataKeyPairSpec'],
  [members.DataKeySpec, 'DataKeySpec'],
  [members.DryRunModifier, 'DryRunModifierType'],
  [members.EncapsulationAlgorithm, 'EncapsulationAlgorithmSpec'],
  [members.EncryptionAlgorithm, 'EncryptionAlgorithmSpec'],
  [members.ExpirationModel, 'ExpirationModelType'],
  [members.GrantConstraints, 'GrantConstraints'],
  [members.GrantOperation, 'GrantOperation'],
  [members.ImportType, 'ImportType'],
  [members.IncludeKeyMaterial, 'IncludeKeyMaterial'],
  [members.KeyAgreementAlgorithm, 'KeyAgreementAlgorithmSpec'],
  [members.KeySpec, 'KeySpec'],
  [members.KeyUsage, 'KeyUsageType'],
  [members.MacAlgorithm, 'MacAlgorithmSpec'],
  [members.MessageType, 'MessageType'],
  [members.Origin, 'OriginType'],
  [members.Recipient, 'RecipientInfo'],
  [members.Recipient.members.KeyEncryptionAlgorithm.type, 'KeyEncryptionMechanism'],
  // Newer than the SDKs that are here; named as they name others.
  [members.ResourceOwner, 'ResourceOwner'],
  [members.SigningAlgorithm, 'SigningAlgorithmSpec'],
  [members.Tags.member, 'Tag'],
  [members.WrappingAlgorithm, 'AlgorithmSpec'],
  [members.WrappingKeySpec, 'WrappingKeySpec'],
])

/** The type of an enumeration or structure in Go and Java. */
export const typeNameOf = (shape: Shape): string => {
  const name = NAMES.get(shape)
  if (name === undefined) {
    const content = shape.kind === 'enum' ? shape.values : shape.kind === 'structure' ? shape.members : {}
    const words = Object.keys(content).join(', ')
    throw new Error(`Failed to name the ${shape.kind} of ${words} for the SDKs: samples/names.ts does not have it.`)
  }
  return name
}

/** `GenerateDataKey` → `generate_data_key`, as botocore spells it. */
export const snake = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()

/** `GenerateDataKey` → `generate-data-key`, as the AWS CLI spells it. */
export const kebab = (name: string): string => snake(name).replaceAll('_', '-')
