/** The name of Q-KMS in the browser's storage. */
export const STORAGE = 'q-kms'
