import { Fragment, type ReactNode } from 'react'

/** `GenerateDataKey` breaks before a word. */
const WORDS = /(?<=[a-z])(?=[A-Z])/

/** A name that breaks between its words where it does not fit into a line. */
export const Words = ({ text }: { readonly text: string }): ReactNode =>
  text.split(WORDS).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ))

/** The name of an operation is the last part of its page's address, and no word to translate. Goes into `translate`. */
export const translationOf = (name: unknown, href: string | undefined): 'no' | undefined =>
  href?.endsWith(`/${name}`) ? 'no' : undefined
