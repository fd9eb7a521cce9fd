import { loadDraft } from '../../components/ApiTester/draft.ts'
import { isLeft } from '../../components/ApiTester/handing.ts'
import { STORAGE } from '../../ready/storage.ts'
import { island } from './island.tsx'

export default island(
  'section',
  () => import('../../components/ApiTester/index.tsx'),
  ({ operation, api, example }) => {
    const key = { api: api?.name ?? STORAGE, operation: typeof operation === 'string' ? operation : operation.name }
    return isLeft(key.api, key.operation) || loadDraft({ ...key, example: example && JSON.stringify(example) }) !== undefined
  },
)
