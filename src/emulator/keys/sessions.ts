import { toBase64 } from '../../vocabulary/base64.ts'
import { DAY } from '../clock.ts'
import { KmsError } from '../kms-error.ts'
import type { Session } from '../store/rows.ts'
import type { Store, Tables } from '../store/store.ts'
import type { Credential } from '../wire/request.ts'

/**
 * Temporary credentials. AWS marks the access keys of sessions with `ASIA`; four more letters mark those that were made here,
 * so that an access key from elsewhere is never taken for one that was forgotten.
 */
const PREFIX = 'ASIAQKMS'
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ACCESS_KEY = new RegExp(`^${PREFIX}[A-Z2-7]{12}$`)

/** How long a session is remembered after its end, in milliseconds, to be refused as an expired one. */
const REMEMBERED = 7 * DAY

export const isSessionKey = (accessKey: string): boolean => ACCESS_KEY.test(accessKey)

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))

/** What a session is made with. */
export interface SessionStart {
  /** The ARN of the principal that the session acts as: `arn:aws:sts::…:assumed-role/ROLE/NAME`. */
  readonly arn: string
  /** How long it lasts. */
  readonly seconds: number
  /** A session policy, as JSON. */
  readonly policy?: string
}

/** Makes a session, and forgets those that ended long ago. Only inside of a transaction. */
export const startSession = ({ tables, write }: Store, { seconds, ...start }: SessionStart, now: number): Session => {
  for (const { accessKey, expiresAt } of tables.sessions.list('end', 'end')) {
    if (expiresAt > now - REMEMBERED) break
    write({ table: 'sessions', id: accessKey, row: undefined })
  }
  const session: Session = {
    accessKey: PREFIX + Array.from(random(12), (byte) => ALPHABET[byte % ALPHABET.length]).join(''),
    secret: toBase64(random(30)),
    token: toBase64(random(96)),
    ...start,
    createdAt: now,
    expiresAt: now + seconds * 1000,
  }
  write({ table: 'sessions', id: session.accessKey, row: session })
  return session
}

/**
 * The session that a credential belongs to.
 *
 * @throws {KmsError} UnrecognizedClientException where there is none or the token is another one, ExpiredTokenException
 */
export const sessionOf = (tables: Tables, { accessKey, token }: Credential, now: number): Session => {
  const session = tables.sessions.get(accessKey)
  if (!session || session.token !== token)
    throw new KmsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  if (session.expiresAt <= now)
    throw new KmsError('ExpiredTokenException', 'The security token included in the request is expired')
  return session
}
