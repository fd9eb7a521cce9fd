import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const KeyId = 'alias/post-quantum-signing'
const Message = 'aGVsbG8='
const SigningAlgorithm = 'ML_DSA_SHAKE_256'

export const MlDsa = scenario(
  'Sign with ML-DSA',
  [
    request(
      'Sign',
      'Sign',
      { KeyId, Message, SigningAlgorithm },
      {
        text: 'The sandbox has an `ML_DSA_65` key. The first use takes a moment, because its cryptography is loaded then.',
        after: 'Each signature is another one, since fresh randomness goes into it, and each is right.',
      },
    ),
    request(
      'Verify',
      'Verify',
      { KeyId, Message, SigningAlgorithm, Signature: from(1, 'Signature') },
      {
        returns: { SignatureValid: true },
      },
    ),
    request(
      'Change the message',
      'Verify',
      { KeyId, Message: 'aGVsbG8h', SigningAlgorithm, Signature: from(1, 'Signature') },
      {
        refusal: 'KMSInvalidSignatureException',
      },
    ),
    request(
      'Try a digest',
      'Sign',
      { KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm },
      {
        refusal: 'ValidationException',
        after: 'ML-DSA takes no digest.',
      },
    ),
    request('Get the public key', 'GetPublicKey', { KeyId }, { after: 'With it, others verify without AWS KMS.' }),
    local(
      'Verify it outside',
      'verifyMlDsa',
      { PublicKey: from(5, 'PublicKey'), Message, Signature: from(1, 'Signature') },
      {
        text: 'In this page your browser verifies the signature, or a library where the browser has no ML-DSA; not the emulator.',
        returns: { Verified: true },
      },
    ),
  ],
  'reader',
)
