import Original from '@theme-original/MDXComponents'
import { PageTitle } from '../PageTitle/index.tsx'

/** What the elements of a page are made of. */
export default { ...Original, h1: PageTitle }
