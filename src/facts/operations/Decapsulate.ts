import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, EncapsulationAlgorithm, GrantTokens, KeyIdOrAlias, Plaintext } from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** Made for alias/encapsulation, whose material in the sandbox is fixed. */
const CIPHERTEXT =
  'abje02a/wFdg6oE18Qj4D1DObVuClB6ax52udINgdoX0/MLTdud1P4EeOrT97+sPzxkTEqiUE/ccuH7UA0P7+LcJ2rRQnixb6pITKKxLxxQA5gkCbVsmbo2W' +
  'wo5CYF/y1cmqIYBTVTtIiV/AWZ2SPaiGch36LzfQ+9JQJ3YefiA5kja0+4Xxwsgb8eQtAP/8rOFUlj/ogKr1LG7cxf08g4qbiqANnKpdLBZBbej7xEjhZd2q' +
  'NtTSF/G3AqUBhXrXXDN6b582xxGAGnVWtjgftcDIGc0jCnPRsaNEoPyfWmwkTCiObOudny15ai9Q70gOro3M81JTy6NipQoHW6wxek94Pyzi2rN7n+gcXD9F' +
  'fbZA27cdmaYWCFsv70V/eE6T74hiqJeJlOfyHVFQf6rR9+EfkBJgwhlO3Zif9Ft2eyOROPjahUlpQXhquKyfrSKNAzBAW/yerrNZPU1bqk82QTn08GWAt35T' +
  'amzfEZhsnB1NtwGtdoWonNxy4Eje7No8nkOZH8doLmC/LXKMyXkwwbv+pzfsJphcCRM8T5ScrFwl5DfrlxKc4OFcaQseib5VJcJmBBFKx3sQMrFvSRgi+PKv' +
  '4JVvYKc9lxC9F7nudEnrHqxuaizz+d0TVsjQEpYvZs3iDoO6IWlRK8FoBq2x1avuv/pmAnytZeS3kyk0ncuhffkkW7ARfT7qnH/eBWNgPW/MZSDc/hmJkVJn' +
  'l5ShTVBmY02YpvId5lTSZ+q1chhDRifCPPvXGqN3tcrOCuaGnVClNSSXrDmsUBIUFEbPAT7Gfm+9ELfQC2X8cTtTxRjGHcP9F0vbBg7Zs0dmGvGgrrLVF4ks' +
  'NmDInQ5ET5/5ulCxTA4fKOysw/Hxyhmd1Wywdxxj0v9MGOpKakLJekWNc9ZQePVFoyfcFZILnFSjLQfvpWPWZZdbzlsdkPfblxvYk6H/WFK676ucwMcW8Dxj' +
  'F0OIZVNJnOZVR07rw19JMfgygbIARg7sI1j52/YaBtJM+prUJiTCDdY02PuTJKAOJmGGROuFQwIE9zqxFSjPxXTDE1BWbBpLICAhMgrpqXJjUAEhgbeOseLs' +
  'W8k2dqOy7qNECexwbkrdjFYDhubVsNd3Ns6yjtCKCCIQjIspZsMmjFgiqejlPsKkXkIhsLnFvOD1GnG2ljH+U1plyhXLx/CmEFXcRQaawhGXrRghlBhzBKzz' +
  'gAYAh3bmanA8z97YhXLOivqGER5OGVX40s0jQsX9ubmfhfR0BS8P3Rz2+bYWnTI8e5kw+MQXGauAMbFjGuMWhFwnINvba3xTSRC9L5cfq8/IEvmghQn/88//' +
  'xytL04o0yIckvpfbcP9L6MrXwtYlASwUH5D2yMZKNAl67iT2G2q9zkmOl73M9G/6WSCYsc50+aLC5rcUrPAtdbOQMtBcI0gPC7CRm7Oo29+m1vuefa4+XuRB' +
  'xZbjr4lwFvs='

export const Decapsulate = kmsOperation({
  name: 'Decapsulate',
  category: 'cryptography',
  summary: 'Decrypts a secret that was encapsulated to a key (ML-KEM).',
  key: { usage: 'ENCAPSULATE_DECAPSULATE', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key that the secret was encapsulated to. The ciphertext does not name it.',
      placeholder: 'alias/encapsulation',
    },
    SharedSecretCiphertextBlob: {
      type: Ciphertext,
      required: true,
      description:
        'The ciphertext, from Encapsulate or made with the public key. If it was altered, or made for another key, the response has a wrong secret (FIPS 203, section 6.3). A ciphertext of a wrong length is refused.',
      placeholder: CIPHERTEXT,
    },
    EncapsulationAlgorithm: {
      type: EncapsulationAlgorithm,
      required: true,
      description: 'The algorithm that encapsulated the secret.',
      placeholder: 'ML_KEM',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to decapsulate. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no secret. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key, also if the request has an alias.' },
    SharedSecret: {
      type: Plaintext,
      description: 'The secret, 32 bytes. Confirm that both sides have the same one before you trust it.',
    },
    EncapsulationAlgorithm: { type: EncapsulationAlgorithm, description: 'The algorithm used.' },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'InvalidCiphertextException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:Decapsulate'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/encapsulation', SharedSecretCiphertextBlob: CIPHERTEXT, EncapsulationAlgorithm: 'ML_KEM' },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/77778888-9999-aaaa-bbbb-ccccddddeeee',
      SharedSecret: '7I1DbwNrJWDLp08/hAYQb4lCAdjTfCT/JOUpfZLkUMs=',
      EncapsulationAlgorithm: 'ML_KEM',
    },
  },
})
