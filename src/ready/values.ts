import type { Api } from '../components/settings.tsx'
import { FLOWING } from '../facts/flowing.ts'
import { CALLER_CONTROL } from './caller.ts'

/** What the testers of Q-KMS know of values: where those of a response can go, what a member can name, and who asks. Most of it loads when it is needed. */
export const VALUES: Pick<Api, 'uses' | 'loadChoices' | 'caller'> = {
  uses: {
    names: FLOWING,
    sourcesOf: async (operation, member) => (await import('./uses.ts')).sourcesOf(operation, member),
    load: async () => (await import('./uses.ts')).usesOf,
  },
  loadChoices: async (operation, member) => (await import('./choices.ts')).keyChoices(operation, member),
  caller: CALLER_CONTROL,
}
