import { loadDraft } from '../../components/ApiTester/draft.ts'
import { island } from './island.tsx'

export default island(
  'section',
  () => import('../../components/ApiTester/index.tsx'),
  ({ operation }) => loadDraft(operation) !== undefined,
)
