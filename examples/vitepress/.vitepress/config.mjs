import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Keys at Acme',
  base: '/handbook/',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // Vue leaves these elements to the browser.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('qkms-') } } },
})
