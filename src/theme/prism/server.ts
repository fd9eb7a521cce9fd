/** Stands for prism-react-renderer where the server renders the pages. */
export { Highlight } from './library.ts'

/** What the theme calls as it starts; library.ts has done it. */
export const Prism = undefined
