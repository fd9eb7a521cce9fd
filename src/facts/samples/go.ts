import { aligned, member, POINTERS, writer } from './go-values.ts'
import { block, printing, type Sample, type Shown, shownOf, used, writeMembers } from './writer.ts'

const printed = ({ name, shape, text, secret }: Shown): string => {
  const value = `output.${name}`
  if (secret) return `fmt.Println(len(${value}), "bytes")`
  if (shape.kind === 'list' || shape.kind === 'structure') return `json.NewEncoder(os.Stdout).Encode(${value})`
  if (shape.kind === 'blob') return `fmt.Println(${text ? `string(${value})` : `base64.StdEncoding.EncodeToString(${value})`})`
  const pointer = shape.kind === 'boolean' ? undefined : POINTERS[shape.kind]
  return `fmt.Println(${pointer ? `aws.To${pointer}(${value})` : value})`
}

const IMPORTS = {
  context: '"context"',
  base64: '"encoding/base64"',
  json: '"encoding/json"',
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
  const main = block(
    'func main() {',
    [
      'ctx := context.Background()',
      'settings, err := config.LoadDefaultConfig(ctx)',
      ...CHECK,
      'client := kms.NewFromConfig(settings)',
      `${shown ? 'output, err :' : '_, err '}= client.${operation.name}(ctx, ${block(`&kms.${operation.name}Input{`, aligned(members), '}', '\t')})`,
      ...CHECK,
      ...printing(shown, printed, '//'),
    ],
    '}',
    '\t',
  )
  const program = main.includes('fromBase64(') ? `${main}\n${FROM_BASE64}` : main
  const imports = block('import (', [...used(IMPORTS, program), '', ...used(PACKAGES, program)], ')', '\t')
  return ['package main', '', imports, '', program].join('\n')
}
