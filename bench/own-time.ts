/** What node:crypto alone computes for the cryptography of a request: microseconds of the processor, as those of the server are. */
import { generateKeyPairSync, type KeyPairKeyObjectResult, sign, verify } from 'node:crypto'
import { median } from './load.ts'

const message = Buffer.alloc(32, 7)

const keyPairOf = (KeySpec: string): KeyPairKeyObjectResult => {
  const [, curve = ''] = /^ECC_(?:NIST_|SECG_)(\w+)/.exec(KeySpec) ?? []
  if (curve === 'EDWARDS25519') return generateKeyPairSync('ed25519')
  if (KeySpec.startsWith('RSA_')) return generateKeyPairSync('rsa', { modulusLength: Number(KeySpec.slice(4)) })
  if (KeySpec.startsWith('ML_')) return generateKeyPairSync(KeySpec.toLowerCase().replaceAll('_', '-') as 'ml-dsa-44')
  return generateKeyPairSync('ec', { namedCurve: curve === 'P256K1' ? 'secp256k1' : curve.replace('P', 'P-') })
}

/** The median of eleven batches of twenty milliseconds or more. */
const timeOf = (work: () => unknown): number => {
  const batch = () => {
    const begun = performance.now()
    const before = process.cpuUsage()
    let count = 0
    for (; performance.now() - begun < 20; count++) work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / count
  }
  batch()
  return median(Array.from({ length: 11 }, batch))
}

/** The time of a signature of a whole message, and of its verification. */
export const ownTimes = (KeySpec: string, algorithm: string): { readonly Sign: number; readonly Verify: number } => {
  const { privateKey, publicKey } = keyPairOf(KeySpec)
  const hash = /^(?:ECDSA|RSASSA).*SHA_(\d+)$/.exec(algorithm)
  const name = hash ? `sha${hash[1]}` : null
  const signature = sign(name, message, privateKey)
  return {
    Sign: timeOf(() => sign(name, message, privateKey)),
    Verify: timeOf(() => verify(name, message, publicKey, signature)),
  }
}
