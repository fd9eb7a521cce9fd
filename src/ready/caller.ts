import type { Caller, CallerValues } from '../components/settings.tsx'
import { credentialOf } from '../facts/credential.ts'
import { STORAGE } from './storage.ts'
import { CALLER } from './texts.ts'

/** The account of the sandbox, and another one. */
const ACCOUNT = '111122223333'
const OTHER = '444455556666'

const rootOf = (account: string): string => `arn:aws:iam::${account}:root`
/** Regions that readers know. Every other name works too. */
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-1']

const ARN = /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):(root|(?:user|role|assumed-role|federated-user)\/[\w+=,.@/-]+)$/
const REGION = /^([a-z]+-){2,3}\d+$/

/** Twelve digits stand for the root of an account, as in a key policy. */
const arnOf = (principal: string): string => (/^\d{12}$/.test(principal) ? rootOf(principal) : principal)

/** The Region and the account that a request of a caller goes to. */
export const placeOf = ({ principal = '', region = REGIONS[0] ?? '' }: CallerValues) => ({
  region,
  account: ARN.exec(arnOf(principal))?.[1] ?? ACCOUNT,
})

/** Who asks Q-KMS, and where: any principal, in any Region. Unless a reader chooses, a request is not signed, and comes from the account's root. */
export const CALLER_CONTROL: Caller = {
  parts: [
    { name: 'principal', label: CALLER.principal, hint: CALLER.principalHint, initial: rootOf(ACCOUNT), isIdentity: true },
    { name: 'region', label: CALLER.region, initial: REGIONS[0] ?? '' },
  ],
  summaryOf: ({ principal = '', region = '' }) => {
    const [, account, name] = ARN.exec(arnOf(principal)) ?? []
    return account && name ? CALLER.summary(name, account, region) : `${principal}, ${region}`
  },
  problemsOf: ({ principal = '', region = '' }) => ({
    ...(!ARN.test(arnOf(principal)) && { principal: CALLER.noPrincipal }),
    ...(!REGION.test(region) && { region: CALLER.noRegion }),
  }),
  headersOf: async ({ principal = '', region = '' }) => {
    const { isPrincipal } = await import('../msw/callers.ts')
    const arn = arnOf(principal)
    // Else the emulator would take it for the access key of the root.
    if (!isPrincipal(arn)) throw new Error(`'${arn}' is not the ARN of a principal`)
    return credentialOf(arn, region)
  },
  loadKnown: async () => {
    const { principals, regions } = await (await import('../msw/callers.ts')).namedIn(STORAGE)
    const common = [rootOf(ACCOUNT), `arn:aws:iam::${ACCOUNT}:user/alice`, rootOf(OTHER), `arn:aws:iam::${OTHER}:role/partner`]
    return { principal: [...new Set([...common, ...principals])], region: [...new Set([...REGIONS, ...regions])] }
  },
}
