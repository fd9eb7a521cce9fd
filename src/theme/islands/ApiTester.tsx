import { loadDraft } from '../../components/ApiTester/draft.ts'
import { STORAGE } from '../../ready/storage.ts'
import { island } from './island.tsx'

export default island(
  'section',
  () => import('../../components/ApiTester/index.tsx'),
  ({ operation, api, example }) =>
    loadDraft({
      api: api?.name ?? STORAGE,
      operation: typeof operation === 'string' ? operation : operation.name,
      example: example && JSON.stringify(example),
    }) !== undefined,
)
