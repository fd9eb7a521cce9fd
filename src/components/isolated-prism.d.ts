/** Prism that leaves no global in the page and touches no code of the page; scripts/build-lib.ts makes it. */
declare module 'isolated-prism' {
  import type * as Prism from 'prismjs'

  const isolated: Pick<typeof Prism, 'languages' | 'tokenize'>
  export default isolated
}
