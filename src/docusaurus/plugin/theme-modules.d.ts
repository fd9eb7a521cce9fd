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

declare module '@theme/Scenario' {
  export { Scenario as default } from 'q-kms-docs'
}

declare module '@theme/use-kms-api' {
  /** Q-KMS as the site's configuration of the plugin has it; an error leads to its entry in the manual where the site has that. */
  export default function useKmsApi(options?: { readonly hasManual?: boolean }): import('q-kms-docs/kit').Api
}
