type Library = typeof import('prism-react-renderer')

/** Its name would lead to what stands for it: see docusaurus.config.ts. */
const library = require('prism-react-renderer/dist/index.mjs') as Library
require('@theme-original/prism-include-languages').default(library.Prism)

/** The highlighter, with twenty languages and those of the theme's settings. */
export const Highlight = library.Highlight
