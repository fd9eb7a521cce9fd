/** React components that document Q-KMS on any page: an operation's name is all that they need. */
export { ApiExample, type ApiExampleProps } from './ApiExample.tsx'
export { ApiTester, type ApiTesterProps } from './ApiTester.tsx'
export { CodeSamples, type CodeSamplesProps } from './CodeSamples.tsx'
export { ParamsTable, type ParamsTableProps, type Part } from './ParamsTable.tsx'
export { Scenario, type ScenarioProps } from './Scenario.tsx'
