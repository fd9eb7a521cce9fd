import type { CreateCustomKeyStore } from '../../facts/operations/CreateCustomKeyStore.ts'
import type { UpdateCustomKeyStore } from '../../facts/operations/UpdateCustomKeyStore.ts'
import type { InputOf } from '../../vocabulary/operation.ts'
import { KmsError } from '../kms-error.ts'
import type { CustomKeyStore } from '../store/rows.ts'
import { checkEndpointService, checkProxy } from './simulated-hardware.ts'

/** What stands behind a custom key store, as requests name it: a cluster, or a proxy. */

type Cluster = NonNullable<CustomKeyStore['cluster']>
type Proxy = NonNullable<CustomKeyStore['proxy']>
type Created = InputOf<typeof CreateCustomKeyStore>
type Updated = InputOf<typeof UpdateCustomKeyStore>

const invalid = (message: string) => new KmsError('ValidationException', message)

/** Which members belong to which type: the others begin with `Xks`. */
const CLUSTER_MEMBERS = ['CloudHsmClusterId', 'TrustAnchorCertificate', 'KeyStorePassword']

/**
 * Refuses what does not go with a type of store.
 *
 * @throws {KmsError} ValidationException
 */
export const refuseForeign = (input: Created | Updated, type: CustomKeyStore['type']): void => {
  const foreign = Object.keys(input).find((name) =>
    type === 'AWS_CLOUDHSM' ? name.startsWith('Xks') : CLUSTER_MEMBERS.includes(name),
  )
  if (foreign) throw invalid(`${foreign} does not go with a custom key store of type ${type}.`)
}

/**
 * The cluster that a request describes.
 *
 * @throws {KmsError} ValidationException
 */
export const clusterOf = ({
  CloudHsmClusterId: id,
  TrustAnchorCertificate: trustAnchor,
  KeyStorePassword: password,
}: Created): Cluster => {
  if (id === undefined || trustAnchor === undefined || password === undefined)
    throw invalid(`A custom key store of type AWS_CLOUDHSM needs ${CLUSTER_MEMBERS.join(', ')}.`)
  return { id, trustAnchor, password }
}

/**
 * The proxy that a request describes.
 *
 * @param owner of the VPC endpoint service, unless the request names one
 * @throws {KmsError} ValidationException
 */
export const proxyOf = (input: Created, owner: string): Proxy => {
  const {
    XksProxyConnectivity: connectivity,
    XksProxyUriEndpoint: uriEndpoint,
    XksProxyUriPath: uriPath,
    XksProxyAuthenticationCredential: credential,
  } = input
  if (connectivity === undefined || uriEndpoint === undefined || uriPath === undefined || credential === undefined)
    throw invalid(
      'A custom key store of type EXTERNAL_KEY_STORE needs XksProxyConnectivity, XksProxyUriEndpoint, XksProxyUriPath, XksProxyAuthenticationCredential.',
    )
  const { AccessKeyId: accessKeyId, RawSecretAccessKey: secret } = credential
  return withService({ connectivity, uriEndpoint, uriPath, accessKeyId, secret }, input, owner)
}

/**
 * A proxy after the changes that a request asks for.
 *
 * @throws {KmsError} ValidationException
 */
export const changedProxy = (proxy: Proxy, input: Updated, owner: string): Proxy => {
  const credential = input.XksProxyAuthenticationCredential
  const connectivity = input.XksProxyConnectivity ?? proxy.connectivity
  if (connectivity !== proxy.connectivity && input.XksProxyUriEndpoint === undefined)
    throw invalid('A change of XksProxyConnectivity needs an XksProxyUriEndpoint.')
  const { vpcEndpointServiceName, vpcEndpointServiceOwner = owner, ...kept } = proxy
  return withService(
    {
      ...kept,
      connectivity,
      uriEndpoint: input.XksProxyUriEndpoint ?? proxy.uriEndpoint,
      uriPath: input.XksProxyUriPath ?? proxy.uriPath,
      ...(credential && { accessKeyId: credential.AccessKeyId, secret: credential.RawSecretAccessKey }),
      ...(connectivity === 'VPC_ENDPOINT_SERVICE' && vpcEndpointServiceName !== undefined && { vpcEndpointServiceName }),
    },
    input,
    vpcEndpointServiceOwner,
  )
}

/** The proxy with its endpoint service, which it needs where it is reached through one, and cannot have elsewhere. */
const withService = (
  proxy: Proxy,
  {
    XksProxyVpcEndpointServiceName: vpcEndpointServiceName = proxy.vpcEndpointServiceName,
    XksProxyVpcEndpointServiceOwner,
  }: Created | Updated,
  owner: string,
): Proxy => {
  if (proxy.connectivity === 'VPC_ENDPOINT_SERVICE') {
    if (vpcEndpointServiceName === undefined)
      throw invalid('XksProxyConnectivity VPC_ENDPOINT_SERVICE needs an XksProxyVpcEndpointServiceName.')
    return { ...proxy, vpcEndpointServiceName, vpcEndpointServiceOwner: XksProxyVpcEndpointServiceOwner ?? owner }
  }
  if ((vpcEndpointServiceName ?? XksProxyVpcEndpointServiceOwner) !== undefined)
    throw invalid('A VPC endpoint service goes only with XksProxyConnectivity VPC_ENDPOINT_SERVICE.')
  return proxy
}

/**
 * Holds a store's name to being its own.
 *
 * @throws {KmsError} CustomKeyStoreNameInUseException
 */
export const checkName = (name: string, others: readonly CustomKeyStore[]): void => {
  if (others.some((other) => other.name === name))
    throw new KmsError('CustomKeyStoreNameInUseException', `A custom key store with the name '${name}' already exists.`)
}

/**
 * Holds a proxy to being the store's own, and asks whether it is fit to serve. One behind an endpoint service is asked only by a store
 * that is connected, or connects.
 *
 * @throws {KmsError} one of the XksProxy… exceptions
 */
export const verifyProxy = (proxy: Proxy, state: CustomKeyStore['state'], others: readonly CustomKeyStore[]): void => {
  const { connectivity, uriEndpoint, uriPath, vpcEndpointServiceName } = proxy
  for (const { proxy: other } of others) {
    if (!other) continue
    if (other.uriEndpoint === uriEndpoint && other.uriPath === uriPath)
      throw new KmsError('XksProxyUriInUseException', `Another custom key store uses ${uriEndpoint}${uriPath}.`)
    if (other.uriEndpoint === uriEndpoint && [connectivity, other.connectivity].includes('VPC_ENDPOINT_SERVICE'))
      throw new KmsError('XksProxyUriEndpointInUseException', `Another custom key store uses ${uriEndpoint}.`)
    if (vpcEndpointServiceName !== undefined && other.vpcEndpointServiceName === vpcEndpointServiceName)
      throw new KmsError('XksProxyVpcEndpointServiceInUseException', `Another custom key store uses ${vpcEndpointServiceName}.`)
  }
  checkEndpointService(proxy)
  if (connectivity === 'PUBLIC_ENDPOINT' || state === 'CONNECTED') checkProxy(proxy)
}
