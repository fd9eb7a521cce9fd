/**
 * What the scenarios do without a request, as programs. In JavaScript and Python bytes go in and come out as bytes, in the shell as base64. The page
 * runs the same in src/ready/locals.ts; the tests hold both to the same results.
 */

/** A program, in the languages of the scripts. */
export interface LocalProgram {
  /** A function of an object, for browsers and Node.js. */
  readonly javascript: string
  /** A function of keyword arguments. */
  readonly python: string
  /** A function of the values, in the order of `input`. It prints the one that it returns. */
  readonly shell: string
  /** The names of what it is given: bytes, or a number. */
  readonly input: readonly string[]
  /** The name of what it returns, if it returns anything. */
  readonly output?: string
  /** The version of OpenSSL that the shell needs; 3 unless given. */
  readonly openssl?: string
}

export const LOCALS = {
  makeMaterial: {
    input: [],
    output: 'Material',
    javascript: `const makeMaterial = async () => ({ Material: crypto.getRandomValues(new Uint8Array(32)) })`,
    python: `def make_material():
    return {"Material": secrets.token_bytes(32)}`,
    shell: `make_material() { openssl rand -base64 32; }`,
  },
  wrapMaterial: {
    input: ['PublicKey', 'Material'],
    output: 'EncryptedKeyMaterial',
    javascript: `const wrapMaterial = async ({ PublicKey, Material }) => {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('spki', PublicKey, algorithm, false, ['encrypt'])
  return { EncryptedKeyMaterial: new Uint8Array(await crypto.subtle.encrypt(algorithm, key, Material)) }
}`,
    python: `def wrap_material(PublicKey, Material):
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return {"EncryptedKeyMaterial": serialization.load_der_public_key(PublicKey).encrypt(Material, oaep)}`,
    shell: `wrap_material() {
  bytes "$1" > "$work/public.der"
  bytes "$2" | openssl pkeyutl -encrypt -pubin -keyform DER -inkey "$work/public.der" \\
    -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256 | openssl base64 -A
}`,
  },
  seal: {
    input: ['DataKey', 'Message'],
    output: 'Sealed',
    javascript: `const seal = async ({ DataKey, Message }) => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await crypto.subtle.importKey('raw', DataKey, 'AES-GCM', false, ['encrypt'])
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Message)
  return { Sealed: new Uint8Array([...iv, ...new Uint8Array(ciphertext)]) }
}`,
    python: `def seal(DataKey, Message):
    iv = secrets.token_bytes(12)
    return {"Sealed": iv + AESGCM(DataKey).encrypt(iv, Message, None)}`,
    // The commands of OpenSSL know AES-GCM in a message alone (RFC 5083), whose own key is wrapped under the data key.
    shell: `seal() {
  bytes "$2" | openssl cms -encrypt -binary -outform DER -aes-256-gcm -secretkeyid 01 -secretkey "$(hex "$1")" | openssl base64 -A
}`,
  },
  unseal: {
    input: ['DataKey', 'Sealed'],
    output: 'Message',
    javascript: `const unseal = async ({ DataKey, Sealed }) => {
  const key = await crypto.subtle.importKey('raw', DataKey, 'AES-GCM', false, ['decrypt'])
  const algorithm = { name: 'AES-GCM', iv: Sealed.slice(0, 12) }
  return { Message: new Uint8Array(await crypto.subtle.decrypt(algorithm, key, Sealed.slice(12))) }
}`,
    python: `def unseal(DataKey, Sealed):
    return {"Message": AESGCM(DataKey).decrypt(Sealed[:12], Sealed[12:], None)}`,
    shell: `unseal() {
  bytes "$2" | openssl cms -decrypt -inform DER -secretkeyid 01 -secretkey "$(hex "$1")" | openssl base64 -A
}`,
  },
  verifyOutside: {
    input: ['PublicKey', 'Message', 'Signature'],
    output: 'Verified',
    javascript: `const verifyOutside = async ({ PublicKey, Message, Signature }) => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('spki', PublicKey, algorithm, false, ['verify'])
  // The signature is DER: two numbers. WebCrypto wants them side by side, 32 bytes each.
  const both = new Uint8Array(64)
  let at = 2
  for (const end of [32, 64]) {
    const number = Signature.slice(at + 2, at + 2 + Signature[at + 1])
    at += 2 + number.length
    const digits = number.slice(Math.max(0, number.length - 32))
    both.set(digits, end - digits.length)
  }
  return { Verified: await crypto.subtle.verify(algorithm, key, both, Message) }
}`,
    python: `def verify_outside(PublicKey, Message, Signature):
    key = serialization.load_der_public_key(PublicKey)
    key.verify(Signature, Message, ec.ECDSA(hashes.SHA256()))
    return {"Verified": True}`,
    shell: `verify_outside() {
  bytes "$1" > "$work/public.der"
  bytes "$3" > "$work/signature.der"
  bytes "$2" | openssl dgst -sha256 -keyform DER -verify "$work/public.der" -signature "$work/signature.der" > /dev/null && echo true
}`,
  },
  deriveKey: {
    input: ['SharedSecret', 'Info'],
    output: 'Key',
    javascript: `const deriveKey = async ({ SharedSecret, Info }) => {
  const secret = await crypto.subtle.importKey('raw', SharedSecret, 'HKDF', false, ['deriveBits'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: Info }
  return { Key: new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, 256)) }
}`,
    python: `def derive_key(SharedSecret, Info):
    return {"Key": HKDF(hashes.SHA256(), 32, b"", Info).derive(SharedSecret)}`,
    shell: `derive_key() {
  openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt "hexkey:$(hex "$1")" -kdfopt "hexinfo:$(hex "$2")" -binary HKDF | openssl base64 -A
}`,
  },
  verifyMlDsa: {
    input: ['PublicKey', 'Message', 'Signature'],
    output: 'Verified',
    openssl: '3.5',
    javascript: `// Node.js has ML-DSA from version 24.7 on.
const verifyMlDsa = async ({ PublicKey, Message, Signature }) => {
  const { createPublicKey, verify } = await import('node:crypto')
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
  return { Verified: verify(null, Message, key, Signature) }
}`,
    python: `# The package cryptography has ML-DSA in version 48 and newer.
def verify_ml_dsa(PublicKey, Message, Signature):
    serialization.load_der_public_key(PublicKey).verify(Signature, Message)
    return {"Verified": True}`,
    shell: `# OpenSSL has ML-DSA from version 3.5 on.
verify_ml_dsa() {
  openssl list -signature-algorithms | grep ML-DSA > /dev/null || { echo "Failed: $(openssl version) has no ML-DSA, version 3.5 has." >&2; return 1; }
  bytes "$1" > "$work/public.der"
  bytes "$2" > "$work/message"
  bytes "$3" > "$work/signature"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/public.der" \\
    -rawin -in "$work/message" -sigfile "$work/signature" > /dev/null && echo true
}`,
  },
  advanceClock: {
    input: ['seconds'],
    javascript: `// The clock of AWS KMS cannot be moved. That of the emulator can.
const advanceClock = async ({ seconds }) => {
  const response = await fetch(\`\${process.env.AWS_ENDPOINT_URL_KMS}/_qkms/clock\`, {
    method: 'POST',
    body: JSON.stringify({ advanceSeconds: seconds }),
  })
  if (!response.ok) throw new Error(\`Failed to move the clock: \${await response.text()}\`)
}`,
    python: `# The clock of AWS KMS cannot be moved. That of the emulator can.
def advance_clock(seconds):
    body = json.dumps({"advanceSeconds": seconds}).encode()
    urllib.request.urlopen(os.environ["AWS_ENDPOINT_URL_KMS"] + "/_qkms/clock", body).close()`,
    shell: `# The clock of AWS KMS cannot be moved. That of the emulator can.
advance_clock() {
  curl --silent --show-error --fail --data "{\\"advanceSeconds\\": $1}" "$AWS_ENDPOINT_URL_KMS/_qkms/clock" > /dev/null
}`,
  },
} as const satisfies Readonly<Record<string, LocalProgram>>

export type LocalName = keyof typeof LOCALS

export const isLocalName = (name: string): name is LocalName => Object.hasOwn(LOCALS, name)
