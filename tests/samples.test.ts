import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as sdk from '@aws-sdk/client-kms'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import { Policy, ResourceOwner } from '../src/facts/members.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { LANGUAGES } from '../src/facts/samples/index.ts'
import { kebab, snake, typeNameOf } from '../src/facts/samples/names.ts'
import { expectedError } from '../src/facts/samples/writer.ts'
import type { Member, Shape } from '../src/vocabulary/shapes.ts'
import { BEYOND_SDK } from './fixtures/beyond-sdk.ts'
import { type Body, sendable } from './recipes.ts'
import { handlerOf } from './sdk/client.ts'

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)

/** Those whose JavaScript samples the pinned SDK can run. */
const IN_SDK = OPERATIONS.filter(({ name }) => !(name in BEYOND_SDK))

const sampleOf = (language: string, operation: KmsOperation, body: Body = operation.example.request): string => {
  const found = LANGUAGES.find(({ id }) => id === language)
  if (!found) throw new Error(`Failed to find the language ${language}.`)
  return found.sample(operation, body)
}

/**
 * Text that every language has to quote: quotes, an escape, what shells, templates and formats expand, and a letter beyond ASCII.
 */
const AWKWARD = `it's "so" \\n $HOME \${x} %s é`

/** A value that says all that the shape can say. */
const fullValue = (shape: Shape): unknown => {
  switch (shape.kind) {
    case 'string':
      return shape === Policy ? JSON.stringify({ Statement: [{ Sid: AWKWARD, open: true, none: null }] }) : AWKWARD
    case 'enum':
      return Object.keys(shape.values).at(-1)
    case 'blob':
      return '/+8AAQ=='
    case 'integer':
      return 7
    case 'boolean':
      return true
    case 'timestamp':
      return 1_796_083_200
    case 'list':
      return [fullValue(shape.member), fullValue(shape.member)]
    case 'map':
      return { [AWKWARD]: AWKWARD, plain: 'word' }
    case 'structure':
      return fullBody(shape.members)
  }
}

const fullBody = (members: Readonly<Record<string, Member>>): Body =>
  Object.fromEntries(Object.entries(members).map(([name, { type }]) => [name, fullValue(type)]))

/** The sample of each example, of a request with every member, and of one without a member. */
const SAMPLES = [
  ...OPERATIONS.flatMap((operation) => [
    { title: `the example of ${operation.name}`, operation, body: operation.example.request as Body },
    { title: `${operation.name} with every member`, operation, body: fullBody(operation.input) },
  ]),
  { title: 'ListKeys without a member', operation: operations.ListKeys as KmsOperation, body: {} },
]

const IMPORT = /^import \{ (.+) \} from '@aws-sdk\/client-kms'\n/m

/** Runs a JavaScript sample with the unmodified SDK, whose requests `fetch` answers. Gives what the sample prints. */
const runJavaScript = async (sample: string, fetch: (request: Request) => Promise<Response>): Promise<readonly unknown[]> => {
  class KMSClient extends sdk.KMSClient {
    constructor(settings: sdk.KMSClientConfig) {
      super({
        ...settings,
        region: 'us-east-1',
        endpoint: 'https://kms.q-kms.example/',
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
        maxAttempts: 1,
        requestHandler: handlerOf(fetch),
      })
    }
  }
  const printed: unknown[] = []
  const names = IMPORT.exec(sample)?.[1]
  if (names === undefined) throw new Error(`Failed to find the import of the SDK in ${sample}`)
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor
  const run = new AsyncFunction('sdk', 'console', sample.replace(IMPORT, `const { ${names} } = sdk\n`))
  await run(
    { ...sdk, KMSClient },
    {
      log: (...values: readonly unknown[]) => printed.push(values.length === 1 ? values[0] : values),
      error: (text: string) => printed.push(`error: ${text}`),
    },
  )
  return printed
}

test.each(IN_SDK)('the JavaScript sample of $name sends its example, and the emulator accepts it', async (operation) => {
  const { name, input, example } = operation
  const client = createClient()
  const request = await sendable(name, example.request, client)
  const sent: unknown[] = []
  const printed = await runJavaScript(sampleOf('js', operation, request), async (http) => {
    sent.push(http.headers.get('x-amz-target'), await http.clone().json())
    const response = await client.emulator.fetch(http)
    expect([response.status, await response.clone().text()]).toEqual([200, expect.anything()])
    return response
  })
  expect(Object.keys(request).every((member) => member in input)).toBe(true)
  expect(sent.slice(0, 2)).toEqual([`TrentService.${name}`, request])
  // A listing goes on from page to page.
  if (!('Marker' in input)) expect(sent).toHaveLength(2)
  expect(printed.length > 0).toBe(Object.keys(example.response).length > 0)
  for (const value of printed) expect(value).toEqual(expect.anything())
})

test('the JavaScript sample of Decrypt prints the text', async () => {
  const { emulator } = createClient()
  expect(await runJavaScript(sampleOf('js', operations.Decrypt), emulator.fetch)).toEqual(['hello'])
})

/** The operations whose answer holds nothing but a secret that a sample could print. */
const ONLY_SECRET = [operations.DeriveSharedSecret, operations.Decapsulate, operations.GenerateRandom] as readonly KmsOperation[]

test.each(ONLY_SECRET)('the samples of $name print how long the secret is', async (operation) => {
  const { emulator } = createClient()
  expect(await runJavaScript(sampleOf('js', operation), emulator.fetch)).toEqual([[32, 'bytes']])
  const path = folder()
  output('bash', ['-c', `aws() { echo c2VjcmV0; }\n${sampleOf('cli', operation)}`], '', path)
  const [file = ''] = readdirSync(path)
  expect([file, statSync(join(path, file)).mode & 0o777]).toEqual([expect.stringMatching(/\.b64$/), 0o600])
})

test.each(IN_SDK)('the JavaScript sample of $name handles an error by its type, and no other', async (operation) => {
  const code = expectedError(operation)
  if (!code) return expect(sampleOf('js', operation)).not.toContain('catch')
  expect(operation.errors).toContain(code)
  const refusing = (__type: string) => async () => Response.json({ __type, message: 'Refused.' }, { status: 400 })
  expect(await runJavaScript(sampleOf('js', operation), refusing(code))).toEqual(['error: Refused.'])
  await expect(runJavaScript(sampleOf('js', operation), refusing('KMSInternalException'))).rejects.toThrow('Refused.')
})

test.each(OPERATIONS)('the other samples of $name handle the same error', (operation) => {
  const code = expectedError(operation)
  const handlers = {
    python: `except kms.exceptions.${code} as`,
    go: `var expected *types.${code}`,
    java: `catch (${code} error)`,
  }
  for (const [language, handler] of Object.entries(handlers))
    expect([language, sampleOf(language, operation).includes(handler)]).toEqual([language, code !== undefined])
})

/** What the next step takes from a response. */
const TAKEN: readonly { readonly operation: KmsOperation; readonly members: readonly string[] }[] = [
  { operation: operations.CreateGrant, members: ['GrantToken', 'GrantId'] },
  { operation: operations.Encapsulate, members: ['SharedSecretCiphertextBlob'] },
  { operation: operations.GenerateDataKey, members: ['CiphertextBlob'] },
  { operation: operations.GenerateDataKeyPair, members: ['PrivateKeyCiphertextBlob', 'PublicKey'] },
  { operation: operations.GenerateDataKeyPairWithoutPlaintext, members: ['PrivateKeyCiphertextBlob', 'PublicKey'] },
  { operation: operations.GetParametersForImport, members: ['ImportToken', 'PublicKey'] },
]

test.each(TAKEN)(
  'the JavaScript sample of $operation.name prints what the next step takes, and no secret',
  async ({ operation, members }) => {
    const { emulator } = createClient()
    const printed = (await runJavaScript(sampleOf('js', operation), emulator.fetch)) as readonly (readonly unknown[])[]
    const values = Object.fromEntries(printed.map(([label, ...value]) => [String(label).replace(':', ''), value]))
    for (const member of members) expect([member, values[member]]).toEqual([member, [expect.stringMatching(/^[\w+/=-]{32,}$/)]])
    for (const [member, value] of Object.entries(values))
      if (!members.includes(member)) expect([member, value]).toEqual([member, [expect.any(Number), 'bytes']])
  },
)

test.each(TAKEN)('the other samples of $operation.name have what the next step takes', ({ operation, members }) => {
  const cli = sampleOf('cli', operation)
  // A file has all of it.
  const file = /umask 077\n.* --output json > [\w-]+\.json$/s.test(cli)
  for (const member of members) {
    if (!file) expect(cli).toContain(`${member}: ${member}`)
    for (const language of ['python', 'go', 'java']) expect(sampleOf(language, operation)).toContain(`"${member}:`)
  }
})

test('the JavaScript sample of a listing goes through all pages', async () => {
  const { send, emulator } = createClient()
  const printed = await runJavaScript(sampleOf('js', operations.ListKeys), emulator.fetch)
  const { Keys = [] } = await send('ListKeys', {})
  expect(printed.flat()).toHaveLength(Keys.length)
})

test('no shell sample has a password among its words', () => {
  const sample = sampleOf('cli', operations.CreateCustomKeyStore, { KeyStorePassword: 'kmsuser-password' })
  expect(sample).toContain('--key-store-password file://<(printf %s kmsuser-password)')
})

test.each(IN_SDK)('a JavaScript sample of $name carries every member unharmed', async (operation) => {
  // The SDK that is here sends no member that it does not know.
  const { ResourceOwners: _, ...body } = fullBody(operation.input)
  const sent: unknown[] = []
  const answer = runJavaScript(sampleOf('js', operation, body), async (http) => {
    sent.push(await http.json())
    return Response.json({ __type: 'KMSInternalException' }, { status: 400 })
  })
  await expect(answer).rejects.toThrow()
  expect(sent).toEqual([body])
})

/** Whether a program is there; where not, the output names it. */
const isInstalled = (name: string, program: string, ...args: readonly string[]): boolean => {
  const there = spawnSync(program, args, { stdio: 'ignore' }).status === 0
  if (!there) console.warn(`${name} is not installed: its samples were not parsed.`)
  return there
}

/** Runs a program to its end, in a folder; the test fails where that is not well. */
const output = (program: string, args: readonly string[], input = '', cwd = '.'): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status !== 0) throw new Error(`Failed to run ${program}: ${stderr}`)
  return stdout
}

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'q-kms-samples-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Prints its arguments, each ended by NUL, and a file's bytes as base64. */
const ARGUMENTS = `() { for word in "$@"; do case $word in
  fileb://*) base64 --wrap=0 < "\${word#fileb://}";;
  file://*) cat "\${word#file://}";;
  *) printf %s "$word";;
esac; printf '\\0'; done >&3; }`

const argumentsOf = (program: string, sample: string): readonly string[] =>
  output('bash', ['-c', `${program}${ARGUMENTS}\n{ ${sample} > /dev/null; } 3>&1`], '', folder())
    .split('\0')
    .slice(0, -1)

test.each(SAMPLES)('the shell samples of $title are Bash', ({ operation, body }) => {
  for (const language of ['curl', 'cli']) output('bash', ['-n'], sampleOf(language, operation, body))
})

test.each(SAMPLES)('the cURL sample of $title has the request as its data', ({ operation, body }) => {
  const words = argumentsOf('curl', sampleOf('curl', operation, body))
  expect(words.slice(-2)).toEqual(['--data', expect.anything()])
  expect(JSON.parse(words.at(-1) ?? '')).toEqual(body)
  expect(words).toContain(`X-Amz-Target: TrentService.${operation.name}`)
})

/** An option's words as the CLI understands them. */
const understood = (shape: Shape, words: readonly string[]): unknown => {
  const [word = ''] = words
  switch (shape.kind) {
    case 'boolean':
      return words.length === 0
    case 'integer':
      return Number(word)
    case 'timestamp':
      return Date.parse(word) / 1000
    case 'list':
      return words.map((item) => understood(shape.member, [item]))
    case 'map':
    case 'structure':
      return word.startsWith('{') ? JSON.parse(word) : Object.fromEntries(word.split(',').map((pair) => pair.split('=')))
    default:
      return shape === Policy ? JSON.parse(word) : word
  }
}

/** A policy's spaces are the writer's choice. */
const plain = (shape: Shape | undefined, value: unknown): unknown => (shape === Policy ? JSON.parse(String(value)) : value)

test.each(SAMPLES)('the CLI sample of $title has the members as options', ({ operation, body }) => {
  const [service, command, ...words] = argumentsOf('aws', sampleOf('cli', operation, body))
  expect([service, command]).toEqual(['kms', kebab(operation.name)])
  for (const [name, { type }] of Object.entries(operation.input)) {
    const start = words.indexOf(`--${kebab(name)}`)
    expect([name, start >= 0]).toEqual([name, name in body])
    if (start < 0) continue
    const rest = words.slice(start + 1)
    const end = rest.findIndex((word) => word.startsWith('--'))
    const value = understood(type, end < 0 ? rest : rest.slice(0, end))
    expect([name, value]).toEqual([name, plain(type, body[name])])
  }
})

/** Runs samples with a boto3 that notes the call, and prints the calls as JSON. */
const BOTO3 = `
import base64, datetime, json, sys, types

class Stop(Exception): pass

class Never(Exception): pass

class Exceptions:
    def __getattr__(self, name): return Never

class Client:
    exceptions = Exceptions()
    def get_paginator(self, method):
        return types.SimpleNamespace(paginate=getattr(self, method))
    def __getattr__(self, method):
        def call(**members):
            self.called = (method, members)
            raise Stop
        return call

def wire(value):
    if isinstance(value, bytes): return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime): return value.timestamp()
    raise TypeError(value)

calls = []
for sample in json.load(sys.stdin):
    client = Client()
    sys.modules["boto3"] = types.SimpleNamespace(client=lambda service: client)
    try: exec(compile(sample, "sample", "exec"), {})
    except Stop: calls.append(client.called)
json.dump(calls, sys.stdout, default=wire)
`

test('the Python samples call boto3 with the members', () => {
  if (!isInstalled('Python', 'python3', '--version')) return
  const samples = SAMPLES.map(({ operation, body }) => sampleOf('python', operation, body))
  const calls: readonly [string, Body][] = JSON.parse(output('python3', ['-c', BOTO3], JSON.stringify(samples)))
  const plainly = ({ input }: KmsOperation, members: Body): Body =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, plain(input[name]?.type, value)]))
  expect(calls.length).toBe(SAMPLES.length)
  for (const [index, { operation, body }] of SAMPLES.entries()) {
    const [method, members = {}] = calls[index] ?? []
    expect([method, plainly(operation, members)]).toEqual([snake(operation.name), plainly(operation, body)])
  }
})

test('the Go samples are Go, as gofmt writes it', () => {
  if (!isInstalled('gofmt', 'gofmt', '-h')) return
  const path = folder()
  for (const [index, { operation, body }] of SAMPLES.entries())
    writeFileSync(join(path, `${operation.name}${index}.go`), `${sampleOf('go', operation, body)}\n`)
  expect(output('gofmt', ['-d', path])).toBe('')
})

test('the Java samples are Java', () => {
  if (!isInstalled('A Java compiler', 'javac', '-version')) return
  const path = folder()
  const files = SAMPLES.map(({ operation, body }, index) => {
    const file = join(path, `${operation.name}${index}.java`)
    writeFileSync(file, sampleOf('java', operation, body))
    return file
  })
  // What they import is not here, so the compiler stops once it has parsed.
  expect(output('javac', ['-proc:none', '-XDshould-stop.ifNoError=PARSE', '-encoding', 'UTF-8', '-d', path, ...files])).toBe('')
})

/** Every shape within the members of a request. */
function* shapesIn(members: Readonly<Record<string, Member>>): Generator<Shape> {
  for (const { type } of Object.values(members)) {
    const shape = type.kind === 'list' ? type.member : type
    yield shape
    if (shape.kind === 'structure') yield* shapesIn(shape.members)
  }
}

test('the enumerations of requests are named as in the SDK, with its values', () => {
  const exported: Readonly<Record<string, unknown>> = sdk
  for (const shape of new Set(IN_SDK.flatMap(({ input }) => [...shapesIn(input)]))) {
    if (shape.kind !== 'enum' || shape === ResourceOwner) continue
    const name = typeNameOf(shape)
    expect([name, Object.values(exported[name] ?? {}).sort()]).toEqual([name, Object.keys(shape.values).sort()])
  }
})

test('Encrypt in each language', () => {
  const { Encrypt } = operations
  expect(sampleOf('http', Encrypt)).toMatchInlineSnapshot(`
    "POST / HTTP/1.1
    Host: kms.q-kms.example
    Content-Type: application/x-amz-json-1.1
    X-Amz-Target: TrentService.Encrypt
    X-Amz-Date: 20260115T000000Z
    Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260115/us-east-1/kms/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=…

    {
      "KeyId": "alias/app",
      "Plaintext": "aGVsbG8="
    }"
  `)
  expect(sampleOf('curl', Encrypt)).toMatchInlineSnapshot(`
    "# cURL 7.75 or later
    curl "$AWS_ENDPOINT_URL_KMS" \\
      --aws-sigv4 "aws:amz:us-east-1:kms" \\
      --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \\
      --header 'Content-Type: application/x-amz-json-1.1' \\
      --header 'X-Amz-Target: TrentService.Encrypt' \\
      --data '{
      "KeyId": "alias/app",
      "Plaintext": "aGVsbG8="
    }'"
  `)
  expect(sampleOf('cli', Encrypt)).toMatchInlineSnapshot(`
    "# AWS CLI 2
    aws kms encrypt \\
      --key-id alias/app \\
      --plaintext fileb://<(printf %s hello) \\
      --query CiphertextBlob --output text"
  `)
  expect(sampleOf('js', Encrypt)).toMatchInlineSnapshot(`
    "// npm install @aws-sdk/client-kms@3
    import { EncryptCommand, KMSClient, NotFoundException } from '@aws-sdk/client-kms'

    const kms = new KMSClient({})
    try {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({
          KeyId: 'alias/app',
          Plaintext: Buffer.from('hello'),
        }),
      )
      console.log(Buffer.from(CiphertextBlob).toString('base64'))
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error
      console.error(error.message)
    }"
  `)
  expect(sampleOf('python', Encrypt)).toMatchInlineSnapshot(`
    "# pip install boto3
    import base64

    import boto3

    kms = boto3.client("kms")
    try:
        response = kms.encrypt(
            KeyId="alias/app",
            Plaintext=b"hello",
        )
        print(base64.b64encode(response["CiphertextBlob"]).decode())
    except kms.exceptions.NotFoundException as error:
        print(error)"
  `)
  expect(sampleOf('go', Encrypt)).toMatchInlineSnapshot(`
    "// go get github.com/aws/aws-sdk-go-v2/config github.com/aws/aws-sdk-go-v2/service/kms

    package main

    import (
    	"context"
    	"encoding/base64"
    	"errors"
    	"fmt"
    	"log"

    	"github.com/aws/aws-sdk-go-v2/aws"
    	"github.com/aws/aws-sdk-go-v2/config"
    	"github.com/aws/aws-sdk-go-v2/service/kms"
    	"github.com/aws/aws-sdk-go-v2/service/kms/types"
    )

    func main() {
    	ctx := context.Background()
    	settings, err := config.LoadDefaultConfig(ctx)
    	if err != nil {
    		log.Fatal(err)
    	}
    	client := kms.NewFromConfig(settings)
    	output, err := client.Encrypt(ctx, &kms.EncryptInput{
    		KeyId:     aws.String("alias/app"),
    		Plaintext: []byte("hello"),
    	})
    	var expected *types.NotFoundException
    	if errors.As(err, &expected) {
    		log.Fatal(expected.ErrorMessage())
    	}
    	if err != nil {
    		log.Fatal(err)
    	}
    	fmt.Println(base64.StdEncoding.EncodeToString(output.CiphertextBlob))
    }"
  `)
  expect(sampleOf('java', Encrypt)).toMatchInlineSnapshot(`
    "// Java 17, with software.amazon.awssdk:kms:2.x from Maven Central
    import java.util.Base64;
    import software.amazon.awssdk.core.SdkBytes;
    import software.amazon.awssdk.services.kms.KmsClient;
    import software.amazon.awssdk.services.kms.model.NotFoundException;

    public class Encrypt {
        public static void main(String[] args) {
            try (KmsClient kms = KmsClient.create()) {
                var response = kms.encrypt(request -> request
                        .keyId("alias/app")
                        .plaintext(SdkBytes.fromUtf8String("hello")));
                System.out.println(Base64.getEncoder().encodeToString(response.ciphertextBlob().asByteArray()));
            } catch (NotFoundException error) {
                System.err.println(error.getMessage());
            }
        }
    }"
  `)
})

test('lists, maps, structures, enumerations and timestamps in each language', () => {
  const operation: KmsOperation = {
    ...operations.CreateGrant,
    input: {
      ...operations.CreateGrant.input,
      ValidTo: operations.ImportKeyMaterial.input.ValidTo,
      Tags: operations.CreateKey.input.Tags,
    },
    output: {},
    example: { request: {}, response: {} },
  }
  const body = {
    Operations: ['Decrypt', 'DescribeKey'],
    Constraints: { EncryptionContextSubset: { Department: 'Reports' } },
    ValidTo: 1_796_083_200,
    Tags: [{ TagKey: 'Stage', TagValue: 'Test' }],
    DryRun: true,
  }
  expect(sampleOf('cli', operation, body)).toMatchInlineSnapshot(`
    "# AWS CLI 2
    aws kms create-grant \\
      --operations Decrypt DescribeKey \\
      --constraints '{"EncryptionContextSubset":{"Department":"Reports"}}' \\
      --dry-run \\
      --valid-to 2026-12-01T00:00:00Z \\
      --tags TagKey=Stage,TagValue=Test"
  `)
  expect(sampleOf('js', operation, body)).toMatchInlineSnapshot(`
    "// npm install @aws-sdk/client-kms@3
    import { CreateGrantCommand, KMSClient, NotFoundException } from '@aws-sdk/client-kms'

    const kms = new KMSClient({})
    try {
      await kms.send(
        new CreateGrantCommand({
          Operations: ['Decrypt', 'DescribeKey'],
          Constraints: { EncryptionContextSubset: { Department: 'Reports' } },
          DryRun: true,
          ValidTo: new Date('2026-12-01T00:00:00Z'),
          Tags: [{ TagKey: 'Stage', TagValue: 'Test' }],
        }),
      )
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error
      console.error(error.message)
    }"
  `)
  expect(sampleOf('python', operation, body)).toMatchInlineSnapshot(`
    "# pip install boto3
    from datetime import datetime

    import boto3

    kms = boto3.client("kms")
    try:
        kms.create_grant(
            Operations=["Decrypt", "DescribeKey"],
            Constraints={"EncryptionContextSubset": {"Department": "Reports"}},
            DryRun=True,
            ValidTo=datetime.fromisoformat("2026-12-01T00:00:00+00:00"),
            Tags=[{"TagKey": "Stage", "TagValue": "Test"}],
        )
    except kms.exceptions.NotFoundException as error:
        print(error)"
  `)
  expect(sampleOf('go', operation, body)).toMatchInlineSnapshot(`
    "// go get github.com/aws/aws-sdk-go-v2/config github.com/aws/aws-sdk-go-v2/service/kms

    package main

    import (
    	"context"
    	"errors"
    	"log"
    	"time"

    	"github.com/aws/aws-sdk-go-v2/aws"
    	"github.com/aws/aws-sdk-go-v2/config"
    	"github.com/aws/aws-sdk-go-v2/service/kms"
    	"github.com/aws/aws-sdk-go-v2/service/kms/types"
    )

    func main() {
    	ctx := context.Background()
    	settings, err := config.LoadDefaultConfig(ctx)
    	if err != nil {
    		log.Fatal(err)
    	}
    	client := kms.NewFromConfig(settings)
    	_, err = client.CreateGrant(ctx, &kms.CreateGrantInput{
    		Operations: []types.GrantOperation{
    			types.GrantOperationDecrypt,
    			types.GrantOperationDescribeKey,
    		},
    		Constraints: &types.GrantConstraints{EncryptionContextSubset: map[string]string{"Department": "Reports"}},
    		DryRun:      aws.Bool(true),
    		ValidTo:     aws.Time(time.Unix(1796083200, 0)),
    		Tags:        []types.Tag{{TagKey: aws.String("Stage"), TagValue: aws.String("Test")}},
    	})
    	var expected *types.NotFoundException
    	if errors.As(err, &expected) {
    		log.Fatal(expected.ErrorMessage())
    	}
    	if err != nil {
    		log.Fatal(err)
    	}
    }"
  `)
  expect(sampleOf('java', operation, body)).toMatchInlineSnapshot(`
    "// Java 17, with software.amazon.awssdk:kms:2.x from Maven Central
    import java.time.Instant;
    import java.util.Map;
    import software.amazon.awssdk.services.kms.KmsClient;
    import software.amazon.awssdk.services.kms.model.GrantOperation;
    import software.amazon.awssdk.services.kms.model.NotFoundException;

    public class CreateGrant {
        public static void main(String[] args) {
            try (KmsClient kms = KmsClient.create()) {
                kms.createGrant(request -> request
                        .operations(GrantOperation.DECRYPT, GrantOperation.DESCRIBE_KEY)
                        .constraints(grantConstraints -> grantConstraints.encryptionContextSubset(Map.of("Department", "Reports")))
                        .dryRun(true)
                        .validTo(Instant.parse("2026-12-01T00:00:00Z"))
                        .tags(tag -> tag.tagKey("Stage").tagValue("Test")));
            } catch (NotFoundException error) {
                System.err.println(error.getMessage());
            }
        }
    }"
  `)
})
