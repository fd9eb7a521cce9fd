import { aligned, member, POINTERS, writer } from './go-values.ts'
import {
  block,
  expectedError,
  isPaged,
  printing,
  quoted,
  type Sample,
  type Shown,
  shownOf,
  used,
  writeMembers,
} from './writer.ts'

const textOf = ({ name, shape, text, secret }: Shown): string => {
  const value = `output.${name}`
  if (secret) return `len(${value}), "bytes"`
  if (shape.kind === 'blob') return text ? `string(${value})` : `base64.StdEncoding.EncodeToString(${value})`
  const pointer = shape.kind === 'boolean' ? undefined : POINTERS[shape.kind]
  return pointer ? `aws.To${pointer}(${value})` : value
}

const printed = (shown: Shown, label?: string): string =>
  shown.shape.kind === 'list' || shown.shape.kind === 'structure'
    ? `json.NewEncoder(os.Stdout).Encode(output.${shown.name})`
    : `fmt.Println(${label === undefined ? '' : `${quoted(label)}, `}${textOf(shown)})`

const IMPORTS = {
  context: '"context"',
  base64: '"encoding/base64"',
  json: '"encoding/json"',
  errors: '"errors"',
  fmt: '"fmt"',
  log: '"log"',
  os: '"os"',
  time: '"time"',
}
const PACKAGES = {
  aws: '"github.com/aws/aws-sdk-go-v2/aws"',
  config: '"github.com/aws/aws-sdk-go-v2/config"',
  kms: '"github.com/aws/aws-sdk-go-v2/service/kms"',
  types: '"github.com/aws/aws-sdk-go-v2/service/kms/types"',
}

const CHECK = ['if err != nil {', '\tlog.Fatal(err)', '}']

/** What is done about an error of a type. */
const expecting = (error: string): readonly string[] => [
  `var expected *types.${error}`,
  'if errors.As(err, &expected) {',
  '\tlog.Fatal(expected.ErrorMessage())',
  '}',
]

const FROM_BASE64 = `
func fromBase64(text string) []byte {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		log.Fatal(err)
	}
	return bytes
}`

/** Go with the AWS SDK for Go, version 2. */
export const go: Sample = (operation, body) => {
  const members = writeMembers(writer, operation.input, body).map(member)
  const shown = shownOf(operation)
  const { name } = operation
  const input = block(`&kms.${name}Input{`, aligned(members), '}', '\t')
  const prints = printing(shown, printed, '//')
  const error = expectedError(operation)
  const check = [...(error ? expecting(error) : []), ...CHECK]
  const pages = ['output, err := pages.NextPage(ctx)', ...check, ...prints]
  const main = block(
    'func main() {',
    [
      'ctx := context.Background()',
      'settings, err := config.LoadDefaultConfig(ctx)',
      ...CHECK,
      'client := kms.NewFromConfig(settings)',
      ...(isPaged(operation)
        ? [`pages := kms.New${name}Paginator(client, ${input})`, block('for pages.HasMorePages() {', pages, '}', '\t')]
        : [`${shown.length > 0 ? 'output, err :' : '_, err '}= client.${name}(ctx, ${input})`, ...check, ...prints]),
    ],
    '}',
    '\t',
  )
  const program = main.includes('fromBase64(') ? `${main}\n${FROM_BASE64}` : main
  const imports = block('import (', [...used(IMPORTS, program), '', ...used(PACKAGES, program)], ')', '\t')
  return ['package main', '', imports, '', program].join('\n')
}
