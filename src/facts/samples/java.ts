import { lowerCamel } from '../../vocabulary/camel-case.ts'
import { Policy } from '../members.ts'
import { typeNameOf } from './names.ts'
import {
  block,
  expectedError,
  indent,
  isoOf,
  isPaged,
  printedJson,
  printing,
  quoted,
  type Sample,
  type Shown,
  shownOf,
  textIn,
  used,
  type Writer,
  type Written,
  writeMembers,
} from './writer.ts'

/** A constant's name: `DescribeKey` → `DESCRIBE_KEY`, `ECC_SECG_P256K1` → `ECC_SECG_P256_K1`. */
const screaming = (value: string): string =>
  value
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([0-9])([A-Za-z])/g, '$1_$2')
    .toUpperCase()

const setters = (members: readonly Written[]): readonly string[] => members.map(([name, text]) => `.${lowerCamel(name)}(${text})`)

const writer: Writer = {
  string: (value, shape) => (shape === Policy ? `"""\n${printedJson(value).replaceAll('\\', '\\\\')}"""` : quoted(value)),
  enum: (value, shape) => `${typeNameOf(shape)}.${screaming(value)}`,
  blob: (base64) => {
    const content = textIn(base64)
    if (content !== undefined) return `SdkBytes.fromUtf8String(${quoted(content)})`
    return `SdkBytes.fromByteArray(Base64.getDecoder().decode(${quoted(base64)}))`
  },
  integer: String,
  boolean: String,
  timestamp: (seconds) => `Instant.parse(${quoted(isoOf(seconds))})`,
  // Setters of lists take any number of arguments.
  list: (items) => items.join(', '),
  map: (entries) => `Map.of(${entries.flat().map(quoted).join(', ')})`,
  structure: (members, shape) => {
    const name = lowerCamel(typeNameOf(shape))
    return `${name} -> ${name}${setters(members).join('')}`
  },
}

const printed = ({ name, shape, text, secret }: Shown, label?: string): string => {
  const value = `response.${lowerCamel(name)}()`
  const blob = text ? `${value}.asUtf8String()` : `Base64.getEncoder().encodeToString(${value}.asByteArray())`
  const plain = shape.kind === 'blob' ? blob : value
  const shown = secret ? `${value}.asByteArray().length + " bytes"` : plain
  return `System.out.println(${label === undefined ? '' : `${quoted(`${label} `)} + `}${shown});`
}

const IMPORTS = { Instant: 'java.time.Instant', Base64: 'java.util.Base64', Map: 'java.util.Map' }
const PACKAGES = {
  SdkBytes: 'software.amazon.awssdk.core.SdkBytes',
  KmsClient: 'software.amazon.awssdk.services.kms.KmsClient',
}
const MODEL = 'software.amazon.awssdk.services.kms.model'

/** Java 17 with the AWS SDK for Java, version 2. */
export const java: Sample = (operation, body) => {
  const members = writeMembers(writer, operation.input, body)
  const shown = shownOf(operation)
  const paged = isPaged(operation)
  const call = [
    `kms.${lowerCamel(operation.name)}${paged ? 'Paginator' : ''}(request -> request`,
    ...setters(members).map((setter) => indent(setter, '        ')),
  ].join('\n')
  const prints = printing(shown, printed, '//')
  const statements = paged
    ? [block(`for (var response : ${call})) {`, prints, '}', '    ')]
    : [`${shown.length > 0 ? 'var response = ' : ''}${call});`, ...prints]
  const error = expectedError(operation)
  const end = error ? `} catch (${error} error) {\n    System.err.println(error.getMessage());\n}` : '}'
  const client = block('try (KmsClient kms = KmsClient.create()) {', statements, end, '    ')
  const main = block('public static void main(String[] args) {', [client], '}', '    ')
  const program = block(`public class ${operation.name} {`, [main], '}', '    ')
  const models = [
    ...(error ? [error] : []),
    ...new Set(
      members
        .flatMap(([, , shape]) => (shape.kind === 'list' ? shape.member : shape))
        .filter(({ kind }) => kind === 'enum')
        .map(typeNameOf),
    ),
  ]
  const imports = [...used(IMPORTS, program), ...used(PACKAGES, program), ...models.sort().map((name) => `${MODEL}.${name}`)]
  return [...imports.map((name) => `import ${name};`), '', program].join('\n')
}
