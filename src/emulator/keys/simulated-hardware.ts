import type { ConnectionErrorCode } from '../../facts/members/key-stores.ts'
import { type Occasion, type SimulatedFault, type Trouble, troubleOf } from '../../facts/simulated-names.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { KmsError } from '../kms-error.ts'
import type { CustomKeyStore } from '../store/rows.ts'

/**
 * The CloudHSM clusters, external key store proxies and external keys behind custom key stores. There are none: this is a
 * simulation. Whatever a request names is there and works, and keys in a store are AES-256 keys of the emulator's own, except for
 * the names that mean trouble. A trust anchor certificate is right where it is a certificate in PEM form.
 */

const raise = (fault: SimulatedFault | undefined): void => {
  if (fault) throw new KmsError(...fault)
}

const raiseAt = (occasion: Occasion, trouble: Trouble | undefined): void => {
  if (trouble?.at?.includes(occasion)) raise(trouble.fault)
}

/**
 * Holds a cluster to what an operation demands of it.
 *
 * @throws {KmsError} one of the CloudHsmCluster… exceptions
 */
export const checkCluster = (id: string, operation: Occasion): void => raiseAt(operation, troubleOf('CloudHsmClusterId', id))

const PEM = /^\s*-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/

/** @throws {KmsError} IncorrectTrustAnchorException */
export const checkTrustAnchor = (certificate: string): void => {
  if (!PEM.test(certificate))
    raise(['IncorrectTrustAnchorException', 'The certificate is not the trust anchor of the CloudHSM cluster.'])
}

type Proxy = NonNullable<CustomKeyStore['proxy']>

const serviceTrouble = ({ vpcEndpointServiceName = '' }: Proxy): Trouble | undefined =>
  troubleOf('XksProxyVpcEndpointServiceName', vpcEndpointServiceName.split('.').at(-1) ?? '')

const proxyTrouble = ({ uriEndpoint, uriPath, accessKeyId }: Proxy): Trouble | undefined =>
  troubleOf('XksProxyUriPath', uriPath) ?? troubleOf('AccessKeyId', accessKeyId) ?? troubleOf('XksProxyUriEndpoint', uriEndpoint)

/**
 * Asks a proxy whether it is fit to serve.
 *
 * @throws {KmsError} one of the XksProxy… exceptions
 */
export const checkProxy = (proxy: Proxy): void => raise(proxyTrouble(proxy)?.fault)

/** @throws {KmsError} one of the XksProxyVpcEndpointService… exceptions */
export const checkEndpointService = (proxy: Proxy): void => raise(serviceTrouble(proxy)?.fault)

/** Why a connection of the store fails, if it does. */
export const connectionErrorOf = ({ cluster, proxy }: CustomKeyStore): Value<typeof ConnectionErrorCode> | undefined => {
  const trouble = cluster
    ? (troubleOf('KeyStorePassword', cluster.password) ?? troubleOf('CloudHsmClusterId', cluster.id))
    : proxy && (serviceTrouble(proxy) ?? proxyTrouble(proxy))
  return trouble?.connection
}

/**
 * Asks for an external key when a KMS key is made for it.
 *
 * @throws {KmsError} XksKeyNotFoundException or XksKeyInvalidConfigurationException
 */
export const checkExternalKey = (id: string): void => raiseAt('CreateKey', troubleOf('XksKeyId', id))

/**
 * Asks for an external key when its KMS key is used.
 *
 * @throws {KmsError} KMSInvalidStateException
 */
export const reachExternalKey = (id: string): void => raiseAt('use', troubleOf('XksKeyId', id))
