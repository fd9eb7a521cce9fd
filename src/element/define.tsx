import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { followAnchors, showTarget } from './anchors.ts'
import type { Inputs } from './inputs.ts'

/** What an element is told, by property. */
export type Values = Readonly<Record<string, unknown>>

let sheet: CSSStyleSheet | undefined

/** One for all elements. A page's Content-Security-Policy has no say in it, unlike in `<style>`. */
const sheetOf = (css: string): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  return sheet
}

/**
 * Defines a custom element that shows a component in an open shadow root. Where the page has one of that name already, that stays.
 *
 * @param inputs what it is told, as properties and attributes
 * @param css its style sheet
 * @param content what it shows; called anew when it is told something else
 */
export const define = (name: string, inputs: Inputs, css: string, content: (values: Values, host: HTMLElement) => ReactNode) => {
  if (customElements.get(name)) return
  const attributes = Object.values(inputs).flatMap(({ attribute }) => attribute ?? [])

  class QkmsElement extends HTMLElement {
    static observedAttributes = attributes
    readonly #properties = new Map<string, unknown>()
    #root: Root | undefined
    #isScheduled = false

    constructor() {
      super()
      const shadow = this.attachShadow({ mode: 'open' })
      shadow.adoptedStyleSheets = [sheetOf(css)]
      followAnchors(shadow)
    }

    /** The property, or else what the attribute says. */
    get(input: string): unknown {
      if (this.#properties.has(input)) return this.#properties.get(input)
      const { attribute, parse = (text: string) => text } = inputs[input] ?? {}
      const text = attribute === undefined ? null : this.getAttribute(attribute)
      if (text === null) return undefined
      try {
        return parse(text)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new Error(`Failed to read the attribute ${attribute} of <${name}>: ${reason}`)
      }
    }

    set(input: string, value: unknown): void {
      this.#properties.set(input, value)
      this.#schedule()
    }

    connectedCallback(): void {
      // What a program set before the page knew the element lies over its accessors.
      for (const input of Object.keys(inputs)) {
        const early = Object.getOwnPropertyDescriptor(this, input)
        if (!early) continue
        Reflect.deleteProperty(this, input)
        this.set(input, early.value)
      }
      this.#schedule()
    }

    /** An element that only moves is there again at the end of the task. */
    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected) return
        this.#root?.unmount()
        this.#root = undefined
      })
    }

    attributeChangedCallback(): void {
      this.#schedule()
    }

    /** Shows all that was told in one go. */
    #schedule(): void {
      if (this.#isScheduled) return
      this.#isScheduled = true
      queueMicrotask(() => {
        this.#isScheduled = false
        if (this.isConnected) this.#render()
      })
    }

    #render(): void {
      const isFirst = this.#root === undefined
      const shadow = this.shadowRoot
      if (!shadow) return
      this.#root ??= createRoot(shadow as unknown as Element)
      this.#root.render(
        <>
          <slot name="before" />
          {this.#content()}
          <slot name="after" />
        </>,
      )
      if (isFirst) showTarget(shadow)
    }

    #content(): ReactNode {
      try {
        const given = Object.keys(inputs).map((input) => [input, this.get(input)] as const)
        return content(Object.fromEntries(given.filter(([, value]) => value !== undefined)), this)
      } catch (error) {
        return (
          <p role="alert" className="qkms">
            {error instanceof Error ? error.message : String(error)}
          </p>
        )
      }
    }
  }

  for (const input of Object.keys(inputs))
    Object.defineProperty(QkmsElement.prototype, input, {
      configurable: true,
      enumerable: true,
      get(this: QkmsElement) {
        return this.get(input)
      },
      set(this: QkmsElement, value: unknown) {
        this.set(input, value)
      },
    })
  customElements.define(name, QkmsElement)
}
