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

const choiceOf = (operation: KmsOperation, member: string, key: ListedKey): Choice => {
  const takesAlias = operation.input[member]?.type === KeyIdOrAlias
  const [alias] = key.aliases
  const refused = refusalOf(operation, key)
  return {
    value: takesAlias && alias !== undefined ? alias : key.id,
    label: alias ?? key.id,
    note: [alias === undefined ? '' : key.id, key.state, key.spec, key.usage, key.origin].filter(Boolean).join(' · '),
    ...(refused !== undefined && { refused }),
  }
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
      return here.map((key) => choiceOf(operation, member, key))
    },
    subscribe: keys.subscribe,
  }
}
