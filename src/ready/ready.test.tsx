// @vitest-environment jsdom
import { Suspense } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { show } from '../components/test-dom.ts'
import { loadDescriptor } from './descriptors.ts'
import { ApiExample, ApiTester, CodeSamples, ParamsTable, Scenario } from './index.ts'

vi.mock('./descriptors.ts', async (original) => {
  const { loadDescriptor } = await original<typeof import('./descriptors.ts')>()
  return { loadDescriptor: vi.fn(loadDescriptor) }
})
afterEach(() => void vi.mocked(loadDescriptor).mockClear())

/** jsdom waits for files that Vitest compiles. */
const soon = { timeout: 20_000 }

test('an operation’s name is all that the components need', async () => {
  const { container, field, one } = await show(
    <>
      <ApiTester operation="DescribeKey" />
      <ParamsTable operation="DescribeKey" of="response" />
      <ApiExample operation="DescribeKey" />
      <CodeSamples operation="DescribeKey" />
    </>,
  )
  await vi.waitFor(() => {
    expect(field('KeyId').value).not.toBe('')
    expect(one('#response-KeyMetadata-KeyId').textContent).toContain('KeyMetadata.KeyId')
    expect(container.textContent).toContain('X-Amz-Target: TrentService.DescribeKey')
    expect(container.textContent).toContain('aws kms describe-key')
  }, soon)
})

test('the descriptor loads once for all components', async () => {
  const { all } = await show(
    <>
      <ParamsTable operation="ListKeys" />
      <ParamsTable operation="ListKeys" of="headers" />
    </>,
  )
  await vi.waitFor(() => expect(all('table')).toHaveLength(2), soon)
  expect(loadDescriptor).toHaveBeenCalledTimes(1)
})

test('the props of the seed need no descriptor', async () => {
  const { one } = await show(
    <ParamsTable parameters={[{ name: 'KeyId', type: 'string', description: 'The key.', required: true }]} />,
  )
  expect(one('#request-KeyId').textContent).toContain('The key.')
  expect(loadDescriptor).not.toHaveBeenCalled()
})

test('a name that is no operation is said to be none', async () => {
  // @ts-expect-error: a page without types
  const { container } = await show(<ParamsTable operation="MakeCoffee" />)
  await vi.waitFor(() => expect(container.textContent).toContain('Failed to find the operation MakeCoffee'), soon)
})

test('a scenario of the manual needs its name alone', async () => {
  const { container, one } = await show(<Scenario name="RoundTrip" />)
  expect(container.textContent).toContain('The scenario RoundTrip is loading')
  await vi.waitFor(() => expect(one('section').getAttribute('aria-label')).toBe('Scenario: Encrypt and decrypt'), soon)
  // @ts-expect-error: a page without types
  const { container: other } = await show(<Scenario name="MakeCoffee" />)
  await vi.waitFor(() => expect(other.textContent).toContain('Failed to find the scenario MakeCoffee'), soon)
})

test('what a page without types has left undefined counts as not given', async () => {
  const given: object = { parameters: undefined, samples: undefined, steps: undefined }
  const { container, all } = await show(
    <>
      <ParamsTable operation="ListKeys" {...given} />
      <CodeSamples operation="ListKeys" {...given} />
      <Scenario name="Tags" {...given} />
    </>,
  )
  await vi.waitFor(() => {
    expect(all('table')).toHaveLength(1)
    expect(container.textContent).toContain('aws kms list-keys')
    expect(all('.qkms-scenario')).toHaveLength(1)
  }, soon)
})

test('a descriptor that cannot be loaded is asked for again by the next component', async () => {
  vi.mocked(loadDescriptor).mockRejectedValueOnce(new Error('offline'))
  const first = await show(<ParamsTable operation="ListAliases" />)
  await vi.waitFor(() => expect(first.container.textContent).toContain('Failed to load'), soon)
  expect(first.one('[role=alert]').textContent).toContain('offline')
  const second = await show(<ParamsTable operation="ListAliases" />)
  await vi.waitFor(() => expect(second.all('table')).toHaveLength(1), soon)
})

test('on a server the HTML is whole, and a browser that still loads keeps it', async () => {
  const page = (
    <Suspense>
      <ParamsTable operation="GenerateMac" />
    </Suspense>
  )
  expect(renderToString(page)).toContain('loading')
  await import('./server.ts')
  expect(renderToString(page)).toContain('id="request-MacAlgorithm"')
})

test('an example is sent from the tester that the page has of its operation', async () => {
  const alone = await show(<ApiExample operation="GenerateRandom" />)
  await vi.waitFor(() => expect(alone.container.textContent).toContain('TrentService.GenerateRandom'), soon)
  await show(<ApiTester operation="Encrypt" />)
  expect(alone.all('.qkms-try')).toEqual([])

  const { press, one, all } = await show(
    <>
      <ApiExample operation="GenerateRandom" />
      <ApiExample operation="GenerateRandom" response={{}} />
      <ApiTester operation="GenerateRandom" />
    </>,
  )
  await vi.waitFor(() => expect(all('.qkms-try')).toHaveLength(1), soon)
  await press('Try this')
  await vi.waitFor(() => expect(one('section[aria-label^=Response]').textContent).toMatch(/200 OK.*\d+ ms/), soon)
  await vi.waitFor(() => expect(one('.qkms-try [role=status]').textContent).toMatch(/^Sent/), soon)
})

test('the emulator runs in the page, and the page’s own fetch is left alone', async () => {
  const own = globalThis.fetch
  const { press, one } = await show(<ApiTester operation="GenerateRandom" />)
  await vi.waitFor(() => one('form'), soon)
  await press('Send request')
  await vi.waitFor(() => expect(one('section[aria-label^=Response]').textContent).toMatch(/200 OK.*\d+ ms/), soon)
  expect(globalThis.fetch).toBe(own)
})
