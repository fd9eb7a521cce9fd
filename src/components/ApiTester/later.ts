/** What a tester needs once it is used, and not before: a chunk of its own. */
export { AnswerView } from './AnswerView.tsx'
export { answerOf } from './answer.ts'
export { JsonBody } from './JsonBody.tsx'
export { ListRows } from './ListRows.tsx'
export { MapRows } from './MapRows.tsx'
export { missing } from './paths.ts'
export { Warning } from './Warning.tsx'
