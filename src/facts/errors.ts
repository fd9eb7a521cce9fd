import { QUOTAS } from './quotas.ts'

/**
 * Every error code that a response can carry. `cause` and `cure` are what the error tables and the errors page show; a response's
 * own text is made where it is thrown.
 */
export interface ErrorEntry {
  readonly cause: string
  readonly cure: string
}

const errors = <const C extends string>(table: Readonly<Record<C, ErrorEntry>>): Readonly<Record<C, ErrorEntry>> => table

export const ERRORS = errors({
  AccessDeniedException: {
    cause:
      'No policy or grant allows the caller this operation on this key, or the ciphertext names a key that does not exist here.',
    cure: 'Check the caller, the key policy and the Region; for Decrypt, check that a key of this account made the ciphertext.',
  },
  AlreadyExistsException: {
    cause: 'The name is taken in this account and Region.',
    cure: 'Choose another name, or point the existing alias at your key with UpdateAlias.',
  },
  CloudHsmClusterInUseException: {
    cause: 'The CloudHSM cluster already belongs to a custom key store, or shares its backups with one that does.',
    cure: 'Name a cluster that no other custom key store uses.',
  },
  CloudHsmClusterInvalidConfigurationException: {
    cause:
      'The CloudHSM cluster lacks what a custom key store needs: enough active HSMs, its security group, or private subnets.',
    cure: 'Repair the cluster, then repeat the request.',
  },
  CloudHsmClusterNotActiveException: {
    cause: 'The CloudHSM cluster is not initialized and active.',
    cure: 'Initialize and activate the cluster first.',
  },
  CloudHsmClusterNotFoundException: {
    cause: 'No CloudHSM cluster of this account and Region has the id.',
    cure: 'Check `CloudHsmClusterId` and the Region.',
  },
  CloudHsmClusterNotRelatedException: {
    cause: 'The new cluster does not come from the same backup as the one that the store uses.',
    cure: 'Name a cluster that was restored from a backup of the original.',
  },
  ConflictException: {
    cause: 'Another change of the key is under way, such as an automatic rotation.',
    cure: 'Wait until it is done, then repeat the request.',
  },
  CustomKeyStoreHasCMKsException: {
    cause: 'The custom key store still holds keys.',
    cure: 'Schedule the deletion of its keys and wait until they are gone.',
  },
  CustomKeyStoreInvalidStateException: {
    cause: 'The custom key store’s connection state does not allow the operation.',
    cure: 'Look at `ConnectionState` with DescribeCustomKeyStores, then connect or disconnect the store.',
  },
  CustomKeyStoreNameInUseException: {
    cause: 'Another custom key store of this account and Region has the name.',
    cure: 'Choose another name.',
  },
  CustomKeyStoreNotFoundException: {
    cause: 'No custom key store of this account and Region has the id or name.',
    cure: 'List the stores with DescribeCustomKeyStores.',
  },
  DependencyTimeoutException: {
    cause: 'A system that AWS KMS depends on did not respond in time.',
    cure: 'Repeat the request.',
  },
  DisabledException: {
    cause: 'The key is disabled.',
    cure: 'Enable it with EnableKey.',
  },
  DryRunOperationException: {
    cause: 'The request would have succeeded; `DryRun` kept it from happening.',
    cure: 'Send the request without `DryRun` to carry it out.',
  },
  ExpiredImportTokenException: {
    cause: `The import token is more than ${QUOTAS.importTokenHours} hours old.`,
    cure: 'Get a new token and public key with GetParametersForImport, and wrap the material again.',
  },
  ExpiredTokenException: {
    cause: 'The session token of the caller’s credentials has expired.',
    cure: 'Get new temporary credentials.',
  },
  IncompleteSignatureException: {
    cause: 'The Authorization header is not a complete Signature Version 4 header.',
    cure: 'Sign the request with an SDK, or check `Credential`, `SignedHeaders` and `Signature`.',
  },
  IncorrectKeyException: {
    cause: 'The key that the request names is not the one that made the ciphertext.',
    cure: 'Name the right key, or leave the key out: a symmetric ciphertext contains the id of its key.',
  },
  IncorrectKeyMaterialException: {
    cause:
      'The material is not the one that the key had before, does not have the spec’s size or form, or is not the one that the request names.',
    cure: 'Import the very same bytes again, or make a key for the new material.',
  },
  IncorrectTrustAnchorException: {
    cause: 'The trust anchor certificate is not the one that initialized the CloudHSM cluster.',
    cure: 'Send the contents of the cluster’s customerCA.crt.',
  },
  InvalidAliasNameException: {
    cause: 'The alias name is not allowed.',
    cure: 'Begin it with `alias/`, then letters, digits, `/`, `_` and `-`.',
  },
  InvalidArnException: {
    cause: 'The ARN is malformed, or the request has an alias where it needs a key id or key ARN.',
    cure: 'Name the key by its id or key ARN; DescribeKey finds both from an alias.',
  },
  InvalidCiphertextException: {
    cause: 'The ciphertext is damaged, was made by something else, or comes with another encryption context.',
    cure: 'Send the ciphertext unchanged, with the encryption context and algorithm that it was made with.',
  },
  InvalidGrantIdException: {
    cause: 'The grant id is malformed: a grant id has 64 lower-case hexadecimal digits.',
    cure: 'List the key’s grants with ListGrants.',
  },
  InvalidGrantTokenException: {
    cause: 'The grant token is not one that AWS KMS made.',
    cure: 'Send the token that CreateGrant returned, unchanged.',
  },
  InvalidImportTokenException: {
    cause: 'The import token is damaged, or belongs to another key.',
    cure: 'Send the token and use the public key of the same GetParametersForImport response.',
  },
  InvalidKeyUsageException: {
    cause: 'The key’s usage or spec does not allow the operation or the algorithm.',
    cure: 'Look at `KeyUsage` and the algorithm lists with DescribeKey, and choose another key or algorithm.',
  },
  InvalidMarkerException: {
    cause: 'The marker is not one that AWS KMS made for this listing.',
    cure: 'Send the `NextMarker` of the previous page unchanged, or start again without `Marker`.',
  },
  InvalidSignatureException: {
    cause: 'The signature does not fit the request, or is too old.',
    cure: 'Check the secret key, the clock of your machine, and that nothing changes the request on its way.',
  },
  KMSInternalException: {
    cause: 'AWS KMS had an internal error.',
    cure: 'Repeat the request.',
  },
  KMSInvalidMacException: {
    cause: 'The MAC does not fit the message, key and algorithm.',
    cure: 'Check that message and MAC arrive unchanged. A mismatch may mean tampering.',
  },
  KMSInvalidSignatureException: {
    cause: 'The signature does not fit the message, key and algorithm, or is malformed.',
    cure: 'Check that message, message type and signature arrive unchanged. A mismatch may mean tampering.',
  },
  KMSInvalidStateException: {
    cause: 'The key’s state does not allow the operation; the message names the state.',
    cure: 'Bring the key into another state: import its material, cancel its deletion, or connect its key store.',
  },
  KeyUnavailableException: {
    cause: 'The key cannot be reached at the moment.',
    cure: 'Repeat the request.',
  },
  LimitExceededException: {
    cause: 'The request would exceed a quota.',
    cure: 'Delete what you no longer need, or ask for a higher quota.',
  },
  MalformedPolicyDocumentException: {
    cause: 'The key policy is not valid, names a principal that does not exist, or would lock you out of the key.',
    cure: 'Check the JSON and its principals, and keep kms:PutKeyPolicy for yourself.',
  },
  MissingAuthenticationTokenException: {
    cause: 'The request is not signed.',
    cure: 'Sign it with Signature Version 4; an SDK does so by itself.',
  },
  NotAuthorizedException: {
    cause: 'Aliases that begin with `alias/aws/` belong to AWS services.',
    cure: 'Choose another alias name.',
  },
  NotFoundException: {
    cause: 'No such key, alias or grant in this account and Region, or the id is malformed.',
    cure: 'Check the id and the Region; ListKeys and ListAliases show what there is.',
  },
  RequestEntityTooLargeException: {
    cause: `The body of the request is larger than ${QUOTAS.bodyMebibytes} MiB.`,
    cure: 'Encrypt large data with a data key, outside AWS KMS.',
  },
  SerializationException: {
    cause: 'The body is not JSON, or a member has another JSON type than documented.',
    cure: 'Send a JSON object; blobs as base64 text, timestamps as numbers of seconds.',
  },
  TagException: {
    cause: 'A tag is not allowed: its key is reserved, given twice, or there are too many.',
    cure: `Give each key once, not beginning with \`aws:\`, and at most ${QUOTAS.tags} of them.`,
  },
  ThrottlingException: {
    cause: 'Too many requests in a second.',
    cure: 'Repeat the request after a pause; an SDK does so by itself.',
  },
  UnknownOperationException: {
    cause: 'X-Amz-Target does not name an operation of AWS KMS, or Content-Type is not the protocol’s.',
    cure: 'Send `X-Amz-Target: TrentService.<Operation>` and `Content-Type: application/x-amz-json-1.1`.',
  },
  UnrecognizedClientException: {
    cause: 'The access key does not exist.',
    cure: 'Check the credentials.',
  },
  UnsupportedOperationException: {
    cause: 'The key’s origin or spec, or a value in the request, does not fit this operation.',
    cure: 'Read the message, and look at `Origin` and `KeySpec` with DescribeKey.',
  },
  ValidationException: {
    cause: 'A member is missing, or breaks a constraint; the message lists each.',
    cure: 'Correct the members that the message names.',
  },
  XksKeyAlreadyInUseException: {
    cause: 'Another KMS key of the store uses the same external key.',
    cure: 'Name another external key.',
  },
  XksKeyInvalidConfigurationException: {
    cause: 'The external key is not an enabled AES-256 key that may encrypt and decrypt.',
    cure: 'Correct the key at its key manager, or name another one.',
  },
  XksKeyNotFoundException: {
    cause: 'The external key store proxy finds no such external key.',
    cure: 'Check `XksKeyId` against your key manager.',
  },
  XksProxyIncorrectAuthenticationCredentialException: {
    cause: 'The external key store proxy refuses the credential.',
    cure: 'Send the credential that the proxy was set up with.',
  },
  XksProxyInvalidConfigurationException: {
    cause: 'The external key store proxy’s path or TLS certificate is wrong.',
    cure: 'Check `XksProxyUriPath` and the certificate.',
  },
  XksProxyInvalidResponseException: {
    cause: 'The external key store proxy responds in a form that AWS KMS does not understand.',
    cure: 'Have the proxy checked by its vendor.',
  },
  XksProxyUriEndpointInUseException: {
    cause: 'Another external key store uses the endpoint, and one of the two stores uses a VPC endpoint service.',
    cure: 'Choose another endpoint, or another path below it.',
  },
  XksProxyUriInUseException: {
    cause: 'Another external key store has the same endpoint and path.',
    cure: 'Give each store a path of its own.',
  },
  XksProxyUriUnreachableException: {
    cause: 'The external key store proxy cannot be reached, or does not respond in time.',
    cure: 'Check the endpoint, the network and the proxy.',
  },
  XksProxyVpcEndpointServiceInUseException: {
    cause: 'Another external key store uses the VPC endpoint service.',
    cure: 'Give each store an endpoint service of its own.',
  },
  XksProxyVpcEndpointServiceInvalidConfigurationException: {
    cause: 'The VPC endpoint service does not meet what an external key store needs.',
    cure: 'Check its load balancer, DNS name and allowed principals.',
  },
  XksProxyVpcEndpointServiceNotFoundException: {
    cause: 'No VPC endpoint service has the name, or AWS KMS may not see it.',
    cure: 'Check the name and the allowed principals.',
  },
})

export type ErrorCode = keyof typeof ERRORS
