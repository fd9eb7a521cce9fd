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
