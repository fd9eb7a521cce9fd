import type { Clock } from '../emulator/clock.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { sandbox as sandboxOfDocs } from '../emulator/sandbox.ts'
import { LOCAL_HOST, LOCAL_PORT } from '../facts/local-server.ts'
import { partitionOf } from '../facts/partitions.ts'
import { createAdmin } from './admin.ts'
import { nodeCryptography } from './crypto/suites.ts'
import { listen } from './http.ts'
import type { Log } from './log.ts'
import { sandboxMaker } from './sandbox.ts'
import { openSandboxes } from './sandboxes.ts'
import type { Tls } from './tls.ts'

/** Where a server listens, what it keeps, and what it holds at first. */
export interface ServeOptions {
  /** 4599 unless given; 0 takes a free one. */
  readonly port?: number
  /** 127.0.0.1 unless given. */
  readonly host?: string
  /** The directory that holds the state; without one it is in memory and goes with the server. */
  readonly data?: string
  /**
   * Forces each change to the disk before its response goes out, so that it survives a power failure too: about ten times as slow. Without it a
   * change survives the end of the process.
   */
  readonly sync?: boolean
  /** A file with the keys that a new sandbox begins with; the sandbox of the docs unless given. */
  readonly seed?: string
  /** Where an unsigned request belongs, and the seed. `us-east-1` unless given. */
  readonly region?: string
  /** 12 digits; `111122223333` unless given. */
  readonly accountId?: string
  /** Access key → ARN of the principal that it belongs to. Other callers are the account's root. */
  readonly principals?: Readonly<Record<string, string>>
  /**
   * Access key → secret access key. Requests that neither one of them nor that of a session signed are refused; without it
   * signatures are not checked.
   */
  readonly secrets?: Readonly<Record<string, string>>
  /** The time that the emulator's own begins from; the machine's unless given. */
  readonly clock?: Clock
  /**
   * Speaks TLS: with the certificate and the key of two files in PEM, or with what an authority signs that is made at the first
   * start.
   */
  readonly tls?: true | { readonly cert: string; readonly key: string }
  /**
   * What the administration wants as a Bearer token; with one it is open to any address, without one to this machine.
   */
  readonly adminToken?: string
  /** Names of this machine beside `localhost`, for the administration and the certificate. */
  readonly allowHosts?: readonly string[]
  /** Adds to every response of the service how it was decided, in the header `x-q-kms-trace`, and to its log entry and call. */
  readonly explain?: boolean
  /** Gets an entry for each request; none unless given. */
  readonly log?: Log
}

/** A server that listens. */
export interface Server {
  /** Where it listens, for `AWS_ENDPOINT_URL_KMS`. */
  readonly url: string
  /** That of the sandbox without a name. */
  readonly emulator: Emulator
  /** With `tls: true`, the file of the authority to trust, for `AWS_CA_BUNDLE` and `NODE_EXTRA_CA_CERTS`. */
  readonly authority?: string
  /** Lets the requests that run finish, then closes the port and the data directory. */
  readonly close: () => Promise<void>
}

/**
 * Starts an emulator that is reached over HTTP, and resolves once it listens.
 *
 * @throws {Error} "Failed to …" where the port is taken, the seed is wrong, or the data directory is damaged or in use
 * @example
 * import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
 * import { serve } from 'q-kms-docs/server'
 *
 * const server = await serve({ port: 0 })
 * const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
 * const kms = new KMSClient({ endpoint: server.url, region: 'us-east-1', credentials })
 * const { Keys } = await kms.send(new ListKeysCommand({ Limit: 2 }))
 * console.log(Keys?.length) //=> 2
 * kms.destroy()
 * await server.close()
 */
export const serve = async ({
  port = LOCAL_PORT,
  host = LOCAL_HOST,
  data,
  sync,
  seed,
  region = 'us-east-1',
  accountId = '111122223333',
  principals,
  secrets,
  clock,
  tls,
  adminToken,
  allowHosts = [],
  explain = false,
  log,
}: ServeOptions = {}): Promise<Server> => {
  // What not every server needs is loaded where it is needed: the command has to be ready at once.
  const place = { partition: partitionOf(region), region, account: accountId }
  const fixture = seed === undefined ? sandboxOfDocs : await (await import('./seed.ts')).readSeedFile(seed, place)
  const make = sandboxMaker({
    emulator: {
      cryptography: nodeCryptography,
      region,
      accountId,
      explain,
      ...(principals && { principals }),
      ...(clock && { clock }),
    },
    place,
    fixture,
    verification: secrets && { secrets: new Map(Object.entries(secrets)), verifier: (await import('./verify.ts')).verifier },
  })
  const sandboxes = await openSandboxes({ make, data, sync })
  let certified: Tls | undefined
  const release = async () => {
    await sandboxes.close()
    certified?.discard()
  }
  try {
    certified = tls && (await (await import('./tls.ts')).certifiedBy(tls, { data, host, hosts: allowHosts }))
    const admin = createAdmin(sandboxes, { token: adminToken, hosts: allowHosts })
    const listener = await listen({ sandboxes, admin, tls: certified, port, host, log })
    const close = async () => {
      await listener.close()
      await release()
    }
    const { emulator } = sandboxes.root
    const { authority } = certified ?? {}
    return { url: listener.url, emulator, close, ...(authority !== undefined && { authority }) }
  } catch (error) {
    await release()
    throw error
  }
}
