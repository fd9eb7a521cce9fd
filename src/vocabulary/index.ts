/** What describes an API, for programs that describe their own. */
export type { HttpBinding, HttpRequest, HttpResponse } from './http.ts'
export * from './operation.ts'
export { elementsOf, type Field, fieldsOf, parametersOf, type Row } from './project.ts'
export {
  type Authentication,
  callOf,
  type HttpCall,
  headerRowsOf,
  type Protocol,
  requestOf,
  responseOf,
  type ServiceError,
} from './protocol.ts'
export { type AwsJsonOptions, awsJson } from './protocols/aws-json.ts'
export { type RestJsonOptions, restJson } from './protocols/rest-json.ts'
export * from './shapes.ts'
