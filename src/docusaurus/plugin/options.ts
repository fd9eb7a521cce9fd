/** What a site can tell the plugin. */
export interface Options {
  /** URL that the testers send their requests to, such as `https://kms.acme.example/`; that of Q-KMS unless given. */
  readonly endpoint?: string
  /**
   * Whether a service worker carries the requests, so that a browser's developer tools show them. It does unless given, except on a site that has
   * a worker of MSW's own. Without it, the page itself carries them.
   */
  readonly worker?: boolean
}

const isUrl = (value: unknown): boolean => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value)

/** What each option has to be, in words, and the check. */
const OPTIONS: Readonly<Record<keyof Options, readonly [words: string, isValid: (value: unknown) => boolean]>> = {
  endpoint: ['a URL that begins with http:// or https://', isUrl],
  worker: ['true or false', (value) => typeof value === 'boolean'],
}

/** Docusaurus gives every plugin an `id`. */
const ID = 'id'

const faultOf = (name: string, value: unknown): string | undefined => {
  if (!Object.hasOwn(OPTIONS, name)) return `there is no option ${name}; the options are ${Object.keys(OPTIONS).join(' and ')}`
  const [words, isValid] = OPTIONS[name as keyof Options]
  return value === undefined || isValid(value) ? undefined : `${name} has to be ${words}, and is ${JSON.stringify(value)}`
}

/**
 * Returns the options as they are.
 *
 * @throws {Error} where one of them is unknown, or has another value than it may have
 */
export const checkOptions = <T extends object>(options: T): T => {
  const faults = Object.entries(options).flatMap(([name, value]) => (name === ID ? [] : (faultOf(name, value) ?? [])))
  if (faults.length > 0) throw new Error(`Failed to read the options of q-kms-docs/docusaurus: ${faults.join('; ')}.`)
  return options
}
