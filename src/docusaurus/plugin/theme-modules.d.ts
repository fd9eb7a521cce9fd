/** What a site may import, and swizzle. */

declare module '@theme/ApiExample' {
  export { ApiExample as default } from 'q-kms-docs'
}

declare module '@theme/ApiTester' {
  export { ApiTester as default } from 'q-kms-docs'
}

declare module '@theme/CodeSamples' {
  export { CodeSamples as default } from 'q-kms-docs'
}

declare module '@theme/ParamsTable' {
  export { ParamsTable as default } from 'q-kms-docs'
}
