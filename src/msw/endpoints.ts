/** The AWS endpoints of the service, which an SDK asks unless it is told otherwise. */
export const AWS_ENDPOINTS = /^https:\/\/kms\.[^./]+\.amazonaws\.com\//
