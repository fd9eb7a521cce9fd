import { ENGLISH, type Texts } from '../components/texts.ts'

/** The words of the kit, and those that only Q-KMS can say. */
export const KMS_ENGLISH: Texts = {
  ...ENGLISH,
  response: { ...ENGLISH.response, isReset: 'The sandbox is reset: its keys and aliases are those of the start.' },
  index: { ...ENGLISH.index, placeholder: 'decrypt, rotation, alias …' },
}
