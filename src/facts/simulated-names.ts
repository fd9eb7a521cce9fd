import type { Value } from '../vocabulary/shapes.ts'
import type { ErrorCode } from './errors.ts'
import type { ConnectionErrorCode } from './members/key-stores.ts'

/**
 * Names that mean trouble. The emulator has no CloudHSM cluster, no external key store proxy and no external key: whatever a
 * request names is taken to be there and to work, except where a name begins as in these tables. So every error of the custom key
 * stores can be met on purpose.
 */

/** The outcome of an operation. */
export type SimulatedFault = readonly [code: ErrorCode, message: string]

/** When a name is looked at; `use` is any operation with the key that the name belongs to. */
export type Occasion = 'CreateCustomKeyStore' | 'UpdateCustomKeyStore' | 'ConnectCustomKeyStore' | 'CreateKey' | 'use'

export interface Trouble {
  /** The error of the operations in `at`. */
  readonly fault?: SimulatedFault
  readonly at?: readonly Occasion[]
  /** Why a store with the name fails to connect. */
  readonly connection?: Value<typeof ConnectionErrorCode>
}

/** By the beginning of the name. */
type Troubles = Readonly<Record<string, Trouble>>

const NAMED: readonly Occasion[] = ['CreateCustomKeyStore', 'UpdateCustomKeyStore']

const NOT_FOUND: SimulatedFault = ['CloudHsmClusterNotFoundException', 'The CloudHSM cluster does not exist.']
const NOT_ACTIVE: SimulatedFault = ['CloudHsmClusterNotActiveException', 'The CloudHSM cluster is not active.']
const UNFIT: SimulatedFault = [
  'CloudHsmClusterInvalidConfigurationException',
  'The CloudHSM cluster does not meet the requirements of a custom key store.',
]
/** Also the error where another store of the account has the cluster. */
export const IN_USE: SimulatedFault = [
  'CloudHsmClusterInUseException',
  'The CloudHSM cluster, or one that shares its backups, belongs to another custom key store.',
]
/** Also the error where another store of the account has the cluster. */
export const NOT_RELATED: SimulatedFault = [
  'CloudHsmClusterNotRelatedException',
  'The CloudHSM cluster does not share its backups with the cluster of the custom key store.',
]

const CLUSTERS: Troubles = {
  'cluster-missing': { fault: NOT_FOUND, at: NAMED },
  'cluster-inactive': { fault: NOT_ACTIVE, at: NAMED },
  'cluster-unfit': { fault: UNFIT, at: NAMED },
  'cluster-shared': { fault: IN_USE, at: ['CreateCustomKeyStore'] },
  'cluster-unrelated': { fault: NOT_RELATED, at: ['UpdateCustomKeyStore'] },
  'cluster-sleeping': { fault: NOT_ACTIVE, at: ['ConnectCustomKeyStore'] },
  'cluster-shrunken': { fault: UNFIT, at: ['ConnectCustomKeyStore'] },
  // One active HSM is enough to use keys, not to make one.
  'cluster-single': { fault: UNFIT, at: ['CreateKey'] },
  'cluster-gone': { connection: 'CLUSTER_NOT_FOUND' },
  'cluster-network': { connection: 'NETWORK_ERRORS' },
  'cluster-internal': { connection: 'INTERNAL_ERROR' },
  'cluster-empty': { connection: 'INSUFFICIENT_CLOUDHSM_HSMS' },
  'cluster-locked': { connection: 'USER_LOCKED_OUT' },
  'cluster-nouser': { connection: 'USER_NOT_FOUND' },
  'cluster-busy': { connection: 'USER_LOGGED_IN' },
  'cluster-nosubnet': { connection: 'SUBNET_NOT_FOUND' },
  'cluster-crowded': { connection: 'INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET' },
}

const SERVICES: Troubles = {
  'vpce-svc-missing': {
    fault: ['XksProxyVpcEndpointServiceNotFoundException', 'The VPC endpoint service does not exist.'],
    at: NAMED,
    connection: 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND',
  },
  'vpce-svc-unfit': {
    fault: [
      'XksProxyVpcEndpointServiceInvalidConfigurationException',
      'The VPC endpoint service does not meet the requirements of an external key store.',
    ],
    at: NAMED,
    connection: 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION',
  },
}

const PROXIES: Troubles = {
  'https://unreachable': {
    fault: ['XksProxyUriUnreachableException', 'AWS KMS cannot communicate with the external key store proxy.'],
    at: NAMED,
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
  'https://slow': {
    fault: [
      'XksProxyUriUnreachableException',
      'AWS KMS rejected the request because the external key store proxy did not respond in time.',
    ],
    at: NAMED,
    connection: 'XKS_PROXY_TIMED_OUT',
  },
  'https://unhealthy': {
    fault: ['XksProxyUriUnreachableException', 'The external key store proxy is in an unhealthy state.'],
    at: NAMED,
    connection: 'XKS_PROXY_NOT_REACHABLE',
  },
  'https://badtls': {
    fault: [
      'XksProxyInvalidConfigurationException',
      'AWS KMS cannot establish a TLS connection to the external key store proxy.',
    ],
    at: NAMED,
    connection: 'XKS_PROXY_INVALID_TLS_CONFIGURATION',
  },
  'https://garbled': {
    fault: ['XksProxyInvalidResponseException', 'AWS KMS cannot interpret the response from the external key store proxy.'],
    at: NAMED,
    connection: 'XKS_PROXY_INVALID_RESPONSE',
  },
}

/** The same trouble, which begins after the store was made. */
const later = (troubles: Troubles, prefix: string, word: string): Troubles =>
  Object.fromEntries(
    Object.entries(troubles).map(([beginning, { connection }]) => [
      `${prefix}${word}${beginning.slice(prefix.length)}`,
      connection === undefined ? {} : { connection },
    ]),
  )

const LOST = 'The external key store proxy rejected the request because it could not find the external key.'

const EXTERNAL_KEYS: Troubles = {
  missing: { fault: ['XksKeyNotFoundException', LOST], at: ['CreateKey'] },
  rsa: {
    fault: [
      'XksKeyInvalidConfigurationException',
      'The key spec of the external key must be AES_256. The key spec of specified external key is RSA_2048.',
    ],
    at: ['CreateKey'],
  },
  disabled: {
    fault: [
      'XksKeyInvalidConfigurationException',
      'The status of the external key must be ENABLED. The status of specified external key is DISABLED.',
    ],
    at: ['CreateKey'],
  },
  'later-missing': { fault: ['KMSInvalidStateException', LOST], at: ['use'] },
  'later-disabled': {
    fault: [
      'KMSInvalidStateException',
      'The external key store proxy rejected the request because the external key is not enabled in the external key manager.',
    ],
    at: ['use'],
  },
  'later-denied': {
    fault: ['KMSInvalidStateException', 'The external key store proxy denied access to the operation.'],
    at: ['use'],
  },
}

/** By the member that a request names it in. Of a VPC endpoint service’s name, what stands after the last full stop counts. */
export const SIMULATED_NAMES = {
  CloudHsmClusterId: CLUSTERS,
  KeyStorePassword: { wrong: { connection: 'INVALID_CREDENTIALS' } },
  XksProxyVpcEndpointServiceName: { ...SERVICES, ...later(SERVICES, 'vpce-svc-', 'later') },
  XksProxyUriPath: {
    '/wrong': {
      fault: [
        'XksProxyInvalidConfigurationException',
        'The external key store proxy rejected the request because of an invalid URI path.',
      ],
      at: NAMED,
      connection: 'XKS_PROXY_INVALID_CONFIGURATION',
    },
  },
  AccessKeyId: {
    WRONG: {
      fault: [
        'XksProxyIncorrectAuthenticationCredentialException',
        'The external key store proxy rejected the request because it could not authenticate AWS KMS.',
      ],
      at: NAMED,
      connection: 'XKS_PROXY_ACCESS_DENIED',
    },
  },
  XksProxyUriEndpoint: { ...PROXIES, ...later(PROXIES, 'https://', 'later-') },
  XksKeyId: EXTERNAL_KEYS,
} as const satisfies Readonly<Record<string, Troubles>>

/** What a name brings about; nothing where it is one like any other. */
export const troubleOf = (member: keyof typeof SIMULATED_NAMES, name: string): Trouble | undefined => {
  const troubles: Troubles = SIMULATED_NAMES[member]
  return Object.entries(troubles).find(([beginning]) => name.startsWith(beginning))?.[1]
}
