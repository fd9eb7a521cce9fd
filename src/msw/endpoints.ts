/** What follows the Region in the service's endpoints: of each partition, then of each with IPv6. */
const SUFFIXES = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws',
  'api.amazonwebservices.com.cn',
  'api.amazonwebservices.eu',
  'api.aws.ic.gov',
  'api.aws.scloud',
  'api.cloud-aws.adc-e.uk',
  'api.aws.hci.ic.gov',
]

/** The AWS endpoints of the service, in every partition, which an SDK asks unless it is told otherwise. */
export const AWS_ENDPOINTS = new RegExp(
  `^https://kms(?:-fips)?\\.[^./]+\\.(?:${SUFFIXES.map((suffix) => suffix.replaceAll('.', '\\.')).join('|')})/`,
)
