/** The custom elements of the gallery, each as the HTML that a page has for it. A page shows the HTML, and what it makes. */
export const ELEMENTS = {
  tester: '<qkms-api-tester operation="GenerateDataKey"></qkms-api-tester>',
  table: '<qkms-params-table operation="GenerateDataKey"></qkms-params-table>',
  example: '<qkms-api-example operation="GenerateDataKey"></qkms-api-example>',
  samples: '<qkms-code-samples operation="GenerateDataKey"></qkms-code-samples>',
  scenario: '<qkms-scenario name="Macs"></qkms-scenario>',
} as const
