/** Clients of AWS KMS in JavaScript, each with a real task and a request that is refused. The name of one is the only argument. */
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms'

const PLAINTEXT = Buffer.from('a real secret')
const EncryptionContext = { tenant: '42' }

const kms = new KMSClient({})
const newKey = async (settings = {}) => (await kms.send(new CreateKeyCommand(settings))).KeyMetadata
const disable = ({ KeyId }) => kms.send(new DisableKeyCommand({ KeyId }))

/** The error that `work` rejects with. */
const refusalOf = async (work) => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}

const CLIENTS = {
  async sdk() {
    const { KeyId } = await newKey()
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: PLAINTEXT, EncryptionContext }))
    const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
    assert.deepEqual(Buffer.from(Plaintext), PLAINTEXT)
    const refusal = await refusalOf(() => kms.send(new DecryptCommand({ CiphertextBlob })))
    assert.ok(refusal instanceof InvalidCiphertextException)
    return ['@aws-sdk/client-kms', 'CreateKey, Encrypt, Decrypt with a context', refusal]
  },

  async 'temporary credentials'() {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
    const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
    const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*' } }
    const credentials = fromTemporaryCredentials({
      params: { RoleArn: 'arn:aws:iam::111122223333:role/sealer', RoleSessionName: 'me', Policy: JSON.stringify(policy) },
    })
    const { Arn } = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}))
    assert.equal(Arn, 'arn:aws:sts::111122223333:assumed-role/sealer/me')
    const sealer = new KMSClient({ credentials })
    const { KeyId } = await newKey()
    const { CiphertextBlob } = await sealer.send(new EncryptCommand({ KeyId, Plaintext: PLAINTEXT }))
    assert.deepEqual(Buffer.from((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), PLAINTEXT)
    const refusal = await refusalOf(() => sealer.send(new DecryptCommand({ CiphertextBlob })))
    return ['@aws-sdk/credential-providers', 'encrypts in an assumed role with a session policy', refusal]
  },

  async 'sdk v2'() {
    const { default: AWS } = await import('aws-sdk')
    const old = new AWS.KMS({ endpoint: process.env.AWS_ENDPOINT_URL_KMS })
    const { KeyId } = await newKey()
    const { CiphertextBlob } = await old.encrypt({ KeyId, Plaintext: PLAINTEXT }).promise()
    assert.deepEqual(Buffer.from((await old.decrypt({ CiphertextBlob }).promise()).Plaintext), PLAINTEXT)
    await disable({ KeyId })
    const refusal = await refusalOf(() => old.encrypt({ KeyId, Plaintext: PLAINTEXT }).promise())
    assert.equal(refusal.code, 'DisabledException')
    return ['aws-sdk', 'encrypt and decrypt, with endpoint', refusal]
  },

  async 'encryption sdk'() {
    const { buildClient, CommitmentPolicy, KmsKeyringNode } = await import('@aws-crypto/client-node')
    const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
    const [first, second] = [await newKey(), await newKey()]
    const keyring = new KmsKeyringNode({ generatorKeyId: first.Arn, keyIds: [second.Arn] })
    const { result } = await encrypt(keyring, PLAINTEXT, { encryptionContext: EncryptionContext })
    assert.deepEqual((await decrypt(keyring, result)).plaintext, PLAINTEXT)
    // The second key does where the first is disabled.
    await disable(first)
    assert.deepEqual((await decrypt(keyring, result)).plaintext, PLAINTEXT)
    const refusal = await refusalOf(() => encrypt(keyring, PLAINTEXT))
    return ['@aws-crypto/client-node', 'a keyring of two keys, one of them disabled', refusal]
  },

  async ethers() {
    const { KmsEthersSigner } = await import('aws-kms-ethers-signer')
    const { verifyMessage } = await import('ethers')
    const key = await newKey({ KeySpec: 'ECC_SECG_P256K1', KeyUsage: 'SIGN_VERIFY' })
    const signer = new KmsEthersSigner({ keyId: key.KeyId, kmsClientConfig: {} })
    const address = await signer.getAddress()
    // It leaves out the prefix of hexadecimal digits.
    for (const message of ['one', 'two', 'three', 'four'])
      assert.equal(verifyMessage(message, `0x${await signer.signMessage(message)}`), address)
    await disable(key)
    return [
      'aws-kms-ethers-signer',
      'signs messages, whose signer ethers finds',
      await refusalOf(() => signer.signMessage('five')),
    ]
  },

  async solana() {
    const { AwsKmsSigner } = await import('@solana/keychain-aws-kms')
    const key = await newKey({ KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' })
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: key.KeyId }))
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
    // Any address in base 58: the signer only files signatures under it.
    const signer = new AwsKmsSigner({ keyId: key.KeyId, publicKey: '11111111111111111111111111111111', region: 'us-east-1' })
    assert.ok(await signer.isAvailable())
    const [signatures] = await signer.signMessages([{ content: new Uint8Array(PLAINTEXT), signatures: {} }])
    assert.ok(verify(undefined, PLAINTEXT, publicKey, Object.values(signatures)[0]))
    await disable(key)
    const refusal = await refusalOf(() => signer.signMessages([{ content: new Uint8Array(PLAINTEXT), signatures: {} }]))
    return ['@solana/keychain-aws-kms', 'signs a message with Ed25519', refusal]
  },
}

const [name] = process.argv.slice(2)
const [module, task, refusal] = await CLIENTS[name]()
const { version } = JSON.parse(readFileSync(new URL(`node_modules/${module}/package.json`, import.meta.url), 'utf8'))
console.log(JSON.stringify({ version, task, refusal: `${refusal.name}: ${refusal.message}` }))
