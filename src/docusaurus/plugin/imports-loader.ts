import { type Site, withImports } from './imports.ts'

interface LoaderContext {
  readonly resourcePath: string
  readonly getOptions: () => Site
}

/** A loader of webpack and Rspack: gives a page of MDX the imports of the components that it shows. */
export default function importsLoader(this: LoaderContext, page: string): string {
  return withImports(page, this.resourcePath, this.getOptions())
}
