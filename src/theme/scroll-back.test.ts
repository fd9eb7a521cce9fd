// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { onRouteDidUpdate, onRouteUpdate } from './scroll-back.ts'

type Place = Parameters<typeof onRouteDidUpdate>[0]['location']
const entry = (pathname: string, key?: string, hash = ''): Place => ({
  pathname,
  search: '',
  hash,
  state: undefined,
  ...(key && { key }),
})

const scrolls = vi.fn()
let grow = () => {}
let observed: Element | undefined

beforeEach(() => {
  scrolls.mockClear()
  vi.stubGlobal('scrollTo', ({ top }: ScrollToOptions) => scrolls(top))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      active = true
      constructor(callback: () => void) {
        grow = () => this.active && callback()
      }
      observe(element: Element) {
        observed = element
      }
      disconnect() {
        this.active = false
      }
    },
  )
})

const go = (previousLocation: Place, location: Place, scrollY: number) => {
  vi.stubGlobal('scrollY', scrollY)
  onRouteUpdate({ previousLocation, location })
  onRouteDidUpdate({ previousLocation, location })
}

test('comes back to where the reader was, once more when the page has grown', () => {
  const [first, second] = [entry('/Encrypt'), entry('/Decrypt', 'b')]
  go(first, second, 9708)
  expect(scrolls).not.toHaveBeenCalled()
  go(second, first, 40)
  grow()
  expect(scrolls.mock.calls).toEqual([[9708], [9708]])
  scrolls.mockClear()
  go(first, second, 9708)
  expect(scrolls.mock.calls).toEqual([[40]])
})

test('watches what grows: the body is as high as the window', () => {
  document.body.innerHTML = '<div id="__docusaurus"></div>'
  const [first, second] = [entry('/Encrypt', 'h'), entry('/Decrypt', 'i')]
  go(first, second, 500)
  go(second, first, 0)
  expect(observed?.id).toBe('__docusaurus')
})

test('leaves the reader alone who scrolls meanwhile', () => {
  const [first, second] = [entry('/Encrypt', 'c'), entry('/Decrypt', 'd')]
  go(first, second, 500)
  go(second, first, 0)
  window.dispatchEvent(new Event('wheel'))
  scrolls.mockClear()
  grow()
  expect(scrolls).not.toHaveBeenCalled()
})

test('begins a new page at its top', () => {
  const [first, second] = [entry('/Encrypt', 'e'), entry('/Encrypt', 'f')]
  go(first, second, 700)
  expect(scrolls).not.toHaveBeenCalled()
})

test('leaves a fragment to the browser', () => {
  const [first, fragment, second] = [entry('/Encrypt'), entry('/Encrypt', undefined, '#top'), entry('/Decrypt', 'g')]
  go(first, second, 800)
  go(second, fragment, 0)
  go(fragment, first, 300)
  expect(scrolls).not.toHaveBeenCalled()
})
