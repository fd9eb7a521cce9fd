import type { Choice, Choices } from '../components/settings.tsx'
import type { ListedKey } from '../facts/listed-key.ts'
import { KeyIdOrAlias } from '../facts/members/common.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { placeOf } from './caller.ts'
import { loadDescriptor } from './descriptors.ts'
import { STORAGE } from './storage.ts'
import { REFUSALS } from './texts.ts'

/** Why an operation would refuse a key, as far as the key's usage, state and origin tell; undefined where they do not. */
export const refusalOf = (
  { key: rule, category }: Pick<KmsOperation, 'key' | 'category'>,
  { usage, state, origin, manager }: Pick<ListedKey, 'usage' | 'state' | 'origin' | 'manager'>,
): string | undefined => {
  if (rule?.usage && rule.usage !== usage) return REFUSALS.usage(usage, rule.usage)
  const refused = rule?.states[state]
  if (refused) return REFUSALS.state(refused.text)
  if (category === 'import' && origin !== 'EXTERNAL') return REFUSALS.origin(origin)
  return category !== 'cryptography' && rule && manager === 'AWS' ? REFUSALS.managed : undefined
}

/** A key under each of its names: its aliases where the member takes these, else its id. */
const choicesOf = (operation: KmsOperation, member: string, key: ListedKey): readonly Choice[] => {
  const { id, aliases, state, spec, usage, origin } = key
  const refused = refusalOf(operation, key)
  const rest = refused === undefined ? {} : { refused }
  const facts = [state, spec, usage, origin].join(' · ')
  if (aliases.length === 0) return [{ value: id, note: facts, ...rest }]
  return operation.input[member]?.type === KeyIdOrAlias
    ? aliases.map((alias) => ({ value: alias, note: `${id} · ${facts}`, ...rest }))
    : [{ value: id, label: aliases.join(', '), note: `${id} · ${facts}`, ...rest }]
}

/** The keys of the page's sandbox, for a member that names one: those of the account and the Region that the request goes to. */
export const keyChoices = async (name: string, member: string): Promise<Choices> => {
  const [{ sandboxKeys }, operation] = await Promise.all([import('../msw/keys.ts'), loadDescriptor(name)])
  const keys = await sandboxKeys(STORAGE)
  return {
    list: async (caller = {}) => {
      if (!operation?.input[member]) return []
      const { region, account } = placeOf(caller)
      const here = (await keys.list()).filter((key) => key.region === region && key.account === account)
      return here.flatMap((key) => choicesOf(operation, member, key))
    },
    subscribe: keys.subscribe,
  }
}
