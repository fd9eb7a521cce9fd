import type { Wording } from '../components/texts.ts'

/** The words of the kit, and those that only Q-KMS can say. */
export const kmsTexts: Wording = {
  response: (english) => ({ ...english, isReset: 'The sandbox is reset: its keys and aliases are those of the start.' }),
  example: (english) => ({
    ...english,
    triedInSandbox:
      'Sent, after the keys of the examples were put back to how they were at the start. What you made yourself stays. The request and its response are in the form of this page.',
  }),
  index: (english) => ({ ...english, placeholder: 'decrypt, rotation, alias …' }),
}

/** Where an error in a response leads. */
export const ERROR_LINKS = { entry: 'What it means', row: 'On this page' }

/** What the menus of a response's values say in the place of an operation's name. */
export const USES = {
  nextPage: (operation: string) => `${operation}: the next page`,
  wrapping: (bytes: number) => `ImportKeyMaterial, with ${bytes} random bytes that the page wraps`,
}

/** Why an operation would refuse a key of the list. */
export const REFUSALS = {
  usage: (usage: string, needed: string) => `usage is ${usage}, not ${needed}`,
  /** `text` is what the service says of the key's state. */
  state: (text: string) => text.replace(/\.$/, ''),
  origin: (origin: string) => `origin is ${origin}, not EXTERNAL`,
  managed: 'AWS manages the key',
}

/** Who asks, and where. */
export const CALLER = {
  principal: 'Principal',
  principalHint: 'The ARN of a user, a role, a session or an account’s root; 12 digits stand for an account’s root.',
  region: 'Region',
  summary: (name: string, account: string, region: string) => `${name} of ${account}, ${region}`,
  noPrincipal: 'This is not the ARN of a principal.',
  noRegion: 'This is not the name of a Region, such as eu-west-1.',
}

/** The scripts that a scenario can be exported as, by the endings of their files; `language` is a highlighter's name. */
export const SCRIPT_LANGUAGES = {
  sh: { label: 'Shell', language: 'bash' },
  mjs: { label: 'JavaScript', language: 'js' },
  py: { label: 'Python', language: 'python' },
} as const
