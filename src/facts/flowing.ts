/** The members of responses whose values another request can take: those of `FLOWS`, by name alone, for a page that has not loaded these. */
export const FLOWING: readonly string[] = (
  'AliasArn AliasName Arn CiphertextBlob CustomKeyStoreId GrantId GrantToken GranteePrincipal ImportToken KeyArn KeyId KeyMaterialId Mac ' +
  'NextMarker Plaintext Policy PrivateKeyCiphertextBlob PublicKey RetiringPrincipal SharedSecretCiphertextBlob Signature SourceKeyId TagKey ' +
  'TargetKeyId'
).split(' ')
