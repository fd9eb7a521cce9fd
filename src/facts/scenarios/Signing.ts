import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const KeyId = 'alias/signing'
const SigningAlgorithm = 'ECDSA_SHA_256'
/** “hello” */
const Message = 'aGVsbG8='

export const Signing = scenario(
  'Sign here, verify outside',
  [
    request('Sign', 'Sign', { KeyId, Message, SigningAlgorithm }, { text: '`aGVsbG8=` is “hello” in base64.' }),
    request(
      'Verify with AWS KMS',
      'Verify',
      { KeyId, Message, SigningAlgorithm, Signature: from(1, 'Signature') },
      { returns: { SignatureValid: true } },
    ),
    request(
      'Change the message',
      'Verify',
      { KeyId, Message: 'aGVsbG8h', SigningAlgorithm, Signature: from(1, 'Signature') },
      {
        text: '`aGVsbG8h` is “hello!”.',
        refusal: 'KMSInvalidSignatureException',
        after:
          'There is no `SignatureValid` with the value `false`: a program that reads only `SignatureValid` and ignores errors cannot accept a forgery.',
      },
    ),
    request(
      'Get the public key',
      'GetPublicKey',
      { KeyId },
      {
        text: 'It is not secret. `PublicKey` is the form that all libraries read, SubjectPublicKeyInfo in DER, as base64.',
      },
    ),
    local(
      'Verify outside',
      'verifyOutside',
      { PublicKey: from(4, 'PublicKey'), Message, Signature: from(1, 'Signature') },
      { text: 'Without AWS KMS, here with WebCrypto.', returns: { Verified: true } },
    ),
    request(
      'Sign a digest',
      'Sign',
      { KeyId, Message: 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=', MessageType: 'DIGEST', SigningAlgorithm },
      { text: 'For a message of more than 4,096 bytes, hash it yourself. This is the SHA-256 digest of “hello”.' },
    ),
    request(
      'Verify it with the message',
      'Verify',
      { KeyId, Message, SigningAlgorithm, Signature: from(6, 'Signature') },
      { returns: { SignatureValid: true }, after: 'The signature of the digest verifies with the message itself.' },
    ),
  ],
  'reader',
)
