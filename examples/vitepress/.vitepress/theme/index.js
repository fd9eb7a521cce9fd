import DefaultTheme from 'vitepress/theme'

export default {
  extends: DefaultTheme,
  setup() {
    // A server has no custom elements.
    if (!import.meta.env.SSR) import('../../own-api.js')
  },
}
