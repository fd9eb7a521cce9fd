import { createContext } from 'react'

/** Where the testers of a page send their requests. The page's owner provides the values. */
export interface Settings {
  /** URL that requests are sent to, and that the emulator answers at. */
  readonly endpoint: string
  /** URL of MSW's worker script, with the site's base path. */
  readonly workerUrl: string
}

export const Settings = createContext<Settings>({
  endpoint: 'https://kms.q-kms.example/',
  workerUrl: '/mockServiceWorker.js',
})
