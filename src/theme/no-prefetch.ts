import ExecutionEnvironment from '@docusaurus/ExecutionEnvironment'

/*
 * Docusaurus fetches the pages of all links in view, the sidebar's too: hundreds of <link> elements on a page of ours, made while the
 * reader waits. It also fetches the page of the link that the pointer comes to, and that is early enough.
 */
if (ExecutionEnvironment.canUseDOM)
  // What is replaced here is put there by the script that has this module run first.
  queueMicrotask(() => {
    window.docusaurus = { ...window.docusaurus, prefetch: () => false }
  })
