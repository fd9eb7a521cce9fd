import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

export const Quotas = scenario(
  'Count what you have',
  [
    request(
      'List keys',
      'ListKeys',
      { Limit: 5 },
      {
        text: 'A page has up to 100 keys, or what `Limit` says.',
        returns: { Truncated: true },
        after: 'As long as `Truncated` is true there are more.',
      },
    ),
    request(
      'Get the next page',
      'ListKeys',
      { Limit: 5, Marker: from(1, 'NextMarker') },
      {
        text: 'Send the request again, with the `NextMarker` of the response as `Marker`.',
      },
    ),
    request('Count the aliases of a key', 'ListAliases', { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }),
    request(
      'Break a bound',
      'GenerateRandom',
      { NumberOfBytes: 1025 },
      {
        text: '1,025 bytes are one too many.',
        refusal: 'ValidationException',
        after: 'The message names the member and the bound.',
      },
    ),
  ],
  'reader',
)
