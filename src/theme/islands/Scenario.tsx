import { island } from './island.tsx'

export default island(
  'section',
  () => import('../../ready/Scenario.tsx'),
  () => false,
)
