/**
 * The header of a request that an access key sends to a Region. The emulator reads the credential and, unless it is told to, checks no signature;
 * an access key that is the ARN of a principal belongs to that principal.
 *
 * @example credentialOf('arn:aws:iam::111122223333:user/alice', 'eu-west-1')
 */
export const credentialOf = (accessKey: string, region: string): Readonly<Record<'Authorization', string>> => ({
  Authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${region}/kms/aws4_request, SignedHeaders=host, Signature=none`,
})
