/** Where the pages of Q-KMS are, without the base URL. */
export const REFERENCE = '/docs/api/q-kms/api-reference'
export const MANUAL = '/docs/api/q-kms/user-manual'

/** The page of an operation. */
export const referenceUrl = (operation: string): string => `${REFERENCE}/${operation}`

/** The entry of an error code in the manual. */
export const errorUrl = (errorCode: string): string => `${MANUAL}/errors#${errorCode}`

/** The id of an error's row on an operation's page. */
export const anchorOfError = (errorCode: string): string => `error-${errorCode}`
