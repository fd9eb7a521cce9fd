/** The AWS endpoints of the service, which an SDK asks unless it is told otherwise: those of every partition but the secret ones. */
export const AWS_ENDPOINTS =
  /^https:\/\/kms(?:-fips)?\.[^./]+\.(?:amazonaws\.(?:com|com\.cn|eu)|api\.(?:aws|amazonwebservices\.com\.cn|amazonwebservices\.eu))\//
