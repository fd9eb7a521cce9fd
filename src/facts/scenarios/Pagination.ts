import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

export const Pagination = scenario('Go through pages', [
  request(
    'Get the first page',
    'ListKeys',
    { Limit: 10 },
    {
      text: 'The sandbox has more than ten keys, so `Truncated` is true.',
      returns: { Truncated: true },
    },
  ),
  request(
    'Get the next page',
    'ListKeys',
    { Limit: 10, Marker: from(1, 'NextMarker') },
    {
      text: 'The `NextMarker` of the response becomes the `Marker` of the next request.',
      returns: { Truncated: false },
      after: 'When the last page has come, `Truncated` is false and there is no `NextMarker`.',
    },
  ),
])
