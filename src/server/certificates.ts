// The library's own wish: it looks up its parts by reflection.
import 'reflect-metadata'
import { createPrivateKey, KeyObject, X509Certificate as NodeCertificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/**
 * A certificate for `--tls`, and the authority that signs it (RFC 5280). The authority is kept, so that clients need to be told
 * of it once; the certificate is new at each start.
 */

const FILES = { certificate: 'q-kms-authority.pem', key: 'q-kms-authority.key' } as const
const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 86_400_000
/** Some clients refuse a certificate for longer than this. */
const DAYS = 397
const AUTHORITY_DAYS = 3650

/** When a certificate holds that is made now; clocks differ. */
const during = (days: number) => ({ notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + days * DAY) })

const newKeys = () => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])

const pemOf = (key: CryptoKey): string => KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString()

interface Authority {
  readonly certificate: X509Certificate
  readonly key: CryptoKey
}

const newAuthority = async (): Promise<Authority> => {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Q-KMS emulator, for development only',
    ...during(AUTHORITY_DAYS),
    signingAlgorithm: CURVE,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate, key: keys.privateKey }
}

/** The authority that a directory keeps, or a new one where there is none that holds for another certificate's time. */
const authorityIn = async (directory: string): Promise<Authority> => {
  const [file, keyFile] = [join(directory, FILES.certificate), join(directory, FILES.key)]
  if (existsSync(file) && existsSync(keyFile)) {
    const pem = readFileSync(file, 'utf8')
    if (Date.parse(new NodeCertificate(pem).validTo) > Date.now() + DAYS * DAY) {
      const der = createPrivateKey(readFileSync(keyFile, 'utf8')).export({ type: 'pkcs8', format: 'der' })
      return {
        certificate: new X509Certificate(pem),
        key: await crypto.subtle.importKey('pkcs8', new Uint8Array(der), CURVE, false, ['sign']),
      }
    }
  }
  const authority = await newAuthority()
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, pemOf(authority.key), { mode: 0o600 })
  writeFileSync(file, `${authority.certificate.toString('pem')}\n`)
  return authority
}

export interface Certified {
  /** In PEM. */
  readonly cert: string
  readonly key: string
  /** The file with the authority's certificate, for `AWS_CA_BUNDLE`. */
  readonly authority: string
}

/**
 * A certificate for names and addresses of this machine.
 *
 * @param directory where the authority is kept; it is made where there is none
 * @throws {Error} "Failed to make a certificate in …", with the reason
 */
export const certificateFor = async (names: readonly string[], directory: string): Promise<Certified> => {
  try {
    const { certificate: authority, key: signingKey } = await authorityIn(directory)
    const keys = await newKeys()
    const certificate = await X509CertificateGenerator.create({
      subject: 'CN=Q-KMS emulator',
      issuer: authority.subject,
      ...during(DAYS),
      signingAlgorithm: CURVE,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(authority.publicKey),
      ],
    })
    return { cert: certificate.toString('pem'), key: pemOf(keys.privateKey), authority: join(directory, FILES.certificate) }
  } catch (error) {
    throw new Error(`Failed to make a certificate in ${directory}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
