import type { Cure } from '../../components/settings.tsx'
import type { ErrorCode } from '../../facts/errors.ts'
import { letsIn } from './access.ts'
import { type Cures, leavesOut, oneOf, type Refused, renames, sets, takes } from './cure.ts'
import { importsAsNew, neverExpires, wrapsAnew } from './imports.ts'
import {
  bringsIntoState,
  deletesAlias,
  fitsAlgorithm,
  makesGrant,
  namesByArn,
  namesWhatIsThere,
  revokesGrant,
  usesAnotherKey,
  waits,
} from './keys.ts'
import {
  choosesRegion,
  corrects,
  fitsSize,
  macsAgain,
  packsPolicy,
  remakesCiphertext,
  renamesTags,
  replacesPolicy,
  signsAgain,
} from './members.ts'
import {
  deletesStore,
  namesCluster,
  namesCredential,
  namesExternalKey,
  namesProxy,
  namesStore,
  renamesStore,
  switchesStore,
} from './stores.ts'

const HOUR = 3600

/** What takes away the reason of a refusal, by its error. What is here for an operation goes before what is here for its error. */
const CURES: { readonly [error in ErrorCode | `${string} ${ErrorCode}`]?: Cures } = {
  AccessDeniedException: letsIn,
  AlreadyExistsException: renames('AliasName'),
  'ReplicateKey AlreadyExistsException': choosesRegion,
  CloudHsmClusterInUseException: namesCluster,
  CloudHsmClusterInvalidConfigurationException: namesCluster,
  CloudHsmClusterNotActiveException: namesCluster,
  CloudHsmClusterNotFoundException: namesCluster,
  CloudHsmClusterNotRelatedException: namesCluster,
  ConflictException: () => [waits(HOUR)],
  CustomKeyStoreHasCMKsException: takes('CustomKeyStoreId'),
  CustomKeyStoreInvalidStateException: switchesStore,
  CustomKeyStoreNameInUseException: renamesStore,
  CustomKeyStoreNotFoundException: namesStore,
  DisabledException: bringsIntoState,
  DryRunOperationException: () => [sets('carry it out, without DryRun', { DryRun: undefined })],
  ExpiredImportTokenException: wrapsAnew,
  IncorrectKeyException: oneOf(leavesOut('KeyId'), leavesOut('SourceKeyId')),
  IncorrectKeyMaterialException: oneOf(wrapsAnew, importsAsNew),
  IncorrectTrustAnchorException: () => [sets('send a certificate', { TrustAnchorCertificate: CERTIFICATE })],
  InvalidArnException: namesByArn,
  'CreateKey InvalidArnException': replacesPolicy,
  'ListRetirableGrants InvalidArnException': takes('RetiringPrincipal'),
  InvalidCiphertextException: oneOf(remakesCiphertext, wrapsAnew),
  InvalidGrantIdException: makesGrant,
  InvalidGrantTokenException: leavesOut('GrantTokens'),
  'RetireGrant InvalidGrantTokenException': makesGrant,
  InvalidImportTokenException: wrapsAnew,
  InvalidKeyUsageException: (refused) => (refused.step.check === 'algorithm' ? fitsAlgorithm : usesAnotherKey())(refused),
  InvalidMarkerException: leavesOut('Marker'),
  KMSInvalidMacException: macsAgain,
  KMSInvalidSignatureException: signsAgain,
  KMSInvalidStateException: bringsIntoState,
  'CreateAlias LimitExceededException': deletesAlias,
  'CreateCustomKeyStore LimitExceededException': deletesStore,
  'CreateGrant LimitExceededException': revokesGrant,
  'PutKeyPolicy LimitExceededException': packsPolicy,
  'ReplicateKey LimitExceededException': choosesRegion,
  'RotateKeyOnDemand LimitExceededException': usesAnotherKey(),
  'UpdateAlias LimitExceededException': deletesAlias,
  MalformedPolicyDocumentException: replacesPolicy,
  NotAuthorizedException: takes('AliasName'),
  NotFoundException: namesWhatIsThere,
  TagException: renamesTags,
  UnsupportedOperationException: usesAnotherKey(),
  'CreateKey UnsupportedOperationException': takes('KeySpec', 'KeyUsage', 'MultiRegion', 'Origin', 'CustomKeyStoreId'),
  'GenerateDataKeyPair UnsupportedOperationException': oneOf(takes('KeyPairSpec'), usesAnotherKey()),
  'GenerateDataKeyPairWithoutPlaintext UnsupportedOperationException': oneOf(takes('KeyPairSpec'), usesAnotherKey()),
  'GenerateRandom UnsupportedOperationException': leavesOut('CustomKeyStoreId'),
  ValidationException: (refused) => (refused.step.check === 'size' ? fitsSize : corrects)(refused),
  'ImportKeyMaterial ValidationException': (refused) =>
    /validTo/.test(refused.step.error.message) ? neverExpires(refused) : corrects(refused),
  XksKeyAlreadyInUseException: namesExternalKey,
  XksKeyInvalidConfigurationException: namesExternalKey,
  XksKeyNotFoundException: namesExternalKey,
  XksProxyIncorrectAuthenticationCredentialException: namesCredential,
  XksProxyInvalidConfigurationException: namesProxy,
  XksProxyInvalidResponseException: namesProxy,
  XksProxyUriEndpointInUseException: namesProxy,
  XksProxyUriInUseException: namesProxy,
  XksProxyUriUnreachableException: namesProxy,
  XksProxyVpcEndpointServiceInUseException: namesProxy,
  XksProxyVpcEndpointServiceInvalidConfigurationException: namesProxy,
  XksProxyVpcEndpointServiceNotFoundException: namesProxy,
}

/** In the form of a certificate, which is all that the sandbox looks at. */
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

/** What makes the request pass the check that refused it; empty where there is nothing to guess. */
export const curesOf = (refused: Refused): readonly Cure[] => {
  const { code } = refused.step.error
  return (CURES[`${refused.operation.name} ${code}`] ?? CURES[code])?.(refused) ?? []
}
