import type { Texts } from '../components/texts.ts'

/** The words of the kit, and those that only Q-KMS can say. */
export const kmsTexts = (english: Texts): Texts => ({
  ...english,
  response: { ...english.response, isReset: 'The sandbox is reset: its keys and aliases are those of the start.' },
  example: {
    ...english.example,
    triedInSandbox:
      'Sent, after the keys of the examples were put back to how they were at the start. What you made yourself stays. The request and its response are in the form of this page.',
  },
  index: { ...english.index, placeholder: 'decrypt, rotation, alias …' },
})

/** Where an error in a response leads. */
export const ERROR_LINKS = { entry: 'What it means', row: 'On this page' }
