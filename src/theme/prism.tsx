import type { ComponentProps, ReactNode } from 'react'

type Library = typeof import('prism-react-renderer')

let library: Library | undefined

/** A require runs where it stands: only what has to be highlighted makes a page wait for twenty languages. */
const load = (): Library => {
  if (!library) {
    library = require('prism-react-renderer/dist/index.mjs') as Library
    require('@theme-original/prism-include-languages').default(library.Prism)
  }
  return library
}

/** Stands for that of prism-react-renderer, in the whole site. */
export function Highlight(props: ComponentProps<Library['Highlight']>): ReactNode {
  const Original = load().Highlight
  return <Original {...props} />
}

/** What the theme calls when a page opens; `load` does it. */
export const Prism = undefined
