import type { Body } from '../../vocabulary/fits.ts'
import type { Filled, LocalStep, RequestStep, ScenarioData, Sender } from '../../vocabulary/scenario.ts'
import type { WireOf } from '../../vocabulary/shapes.ts'
import { credentialOf } from '../credential.ts'
import type { ErrorCode } from '../errors.ts'
import type { OperationName, operations } from '../index.ts'
import type { LocalName } from './locals.ts'

type Operations = typeof operations

type Rest = Omit<RequestStep, 'title' | 'operation' | 'body' | 'refusal'> & { readonly refusal?: ErrorCode }

/**
 * A step that sends a request of Q-KMS. The compiler holds its members to the operation's.
 *
 * @example request('Name it', 'CreateAlias', { AliasName: 'alias/first', TargetKeyId: from(1, 'KeyMetadata.KeyId') })
 */
export const request = <N extends OperationName>(
  title: string,
  operation: N,
  body: Filled<WireOf<Operations[N]['input']>>,
  rest: Rest = {},
): RequestStep => ({ title, operation, body: body as RequestStep['body'], ...rest })

/**
 * A step that the reader's own program does.
 *
 * @example local('Wrap it', 'wrapMaterial', { PublicKey: from(2, 'PublicKey'), Material: from(3, 'Material') })
 */
export const local = (
  title: string,
  name: LocalName,
  input: Body,
  rest: Omit<LocalStep, 'title' | 'local' | 'input'> = {},
): LocalStep => ({ title, local: name, input, ...rest })

/** The Region of the sandbox. */
export const REGION = 'us-east-1'

/**
 * Another sender than the root of the account.
 *
 * @param principal the ARN of a user, role or session; the root of the account unless given
 */
export const sender = ({ principal, region }: { readonly principal?: string; readonly region?: string }): Sender => ({
  ...(principal !== undefined && { name: principal }),
  ...(region !== undefined && { region }),
  headers: credentialOf(principal ?? 'test', region ?? REGION),
})

/** A scenario of Q-KMS. It runs in a sandbox of its own unless it says otherwise. */
export const scenario = (
  title: string,
  steps: ScenarioData['steps'],
  sandbox: ScenarioData['sandbox'] = 'own',
): ScenarioData => ({
  title,
  sandbox,
  steps,
})
