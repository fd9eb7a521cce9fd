/** The plugin's name: that under which its pages find what it tells them. */
export const NAME = 'q-kms-docs'

/** The worker's file, below the base URL. Its name is its own, so that it is told from other workers of a site. */
export const WORKER = 'q-kms-worker.js'

/** What the plugin tells its pages. */
export interface PluginData {
  /** URL that requests are sent to; that of Q-KMS unless given. */
  readonly endpoint?: string
  /** Whether a worker carries the requests. */
  readonly worker: boolean
}
