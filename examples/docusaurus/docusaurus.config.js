export default {
  title: 'Keys at Acme',
  url: 'https://acme.example',
  baseUrl: '/handbook/',
  plugins: ['q-kms-docs/docusaurus'],
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
  headTags: [{ tagName: 'link', attributes: { rel: 'icon', href: 'data:,' } }],
}
