import { useStorageSlot } from '@docusaurus/theme-common'
import walk from '@generated/home/default/walk.json'
import { type ReactNode, useEffect, useState } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import styles from './styles.module.css'

/** Where Docusaurus keeps the language of the code samples on the other pages. */
const SLOT = 'docusaurus.tab.client'

interface CodePaneProps {
  /** Index of the step whose code is shown. */
  readonly current: number
  /** What stands in the place of a value of the docs. */
  readonly values: ReadonlyMap<string, string>
}

/** Strings, and options of a command. */
const MARKED = /("[^"\n]*"|'[^'\n]*'|(?<=\s)--[a-z-]+)/

const Part = ({ text, own }: { readonly text: string; readonly own: readonly string[] }): ReactNode => {
  const value = own.find((item) => text.includes(item))
  if (value === undefined)
    return text.split(MARKED).map((part, index) =>
      index % 2 === 0 ? (
        part
      ) : (
        <span key={index} className={part.startsWith('--') ? styles.name : styles.string}>
          {part}
        </span>
      ),
    )
  const [before = '', ...after] = text.split(value)
  return (
    <>
      <Part text={before} own={own} />
      <mark>{value}</mark>
      <Part text={after.join(value)} own={own} />
    </>
  )
}

interface CodeProps {
  readonly label: string
  readonly text: string
  readonly shown: boolean
  readonly children: ReactNode
}

const Code = ({ label, text, shown, children }: CodeProps): ReactNode => (
  <figure className={styles.text} data-shown={shown}>
    <CopyButton what="code" text={text} />
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
    {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
    <pre tabIndex={0} role="group" aria-label={label}>
      <code>{children}</code>
    </pre>
  </figure>
)

/** The request of a step as code, in the reader's language, with the values that the reader's own requests returned. */
export function CodePane({ current, values }: CodePaneProps): ReactNode {
  const [stored, slot] = useStorageSlot(SLOT)
  const wanted = walk.languages.find(({ id }) => id === stored)?.id ?? walk.code.language
  const [code, setCode] = useState(walk.code)

  useEffect(() => {
    if (wanted === code.language) return
    let current = true
    import('@generated/home/default/code.json').then(
      ({ default: all }) => current && setCode({ language: wanted, texts: [...(all[wanted] ?? [])] }),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [wanted, code.language])

  const own = [...values.values()]
  const texts = code.texts.map((text) =>
    [...values].reduce((all, [documented, value]) => all.replaceAll(documented, value), text),
  )
  return (
    <div className={`qkms ${styles.pane}`}>
      <div className={styles.bar}>
        <label>
          <span className="qkms-sr">Language of the code</span>
          <select value={wanted} onChange={({ target }) => slot.set(target.value)}>
            {walk.languages.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <span>{walk.steps[current]?.operation}</span>
      </div>
      <div className={styles.codes}>
        {texts.map((text, index) => (
          <Code
            key={walk.steps[index]?.operation}
            label={`Code that sends ${walk.steps[index]?.operation}`}
            text={text}
            shown={index === current}
          >
            <Part text={text} own={own} />
          </Code>
        ))}
      </div>
    </div>
  )
}
