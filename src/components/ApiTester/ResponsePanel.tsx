import type { ReactNode } from 'react'
import { responseMessage } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'
import { AnswerView } from './AnswerView.tsx'
import type { State } from './reducer.ts'

interface ResponsePanelProps {
  readonly state: State
  /** The documented answer, shown as long as there is no real one. */
  readonly documented: unknown
}

/** What came back. The region stands from the start, so that screen readers hear its changes. */
export function ResponsePanel({ state: { phase, answer, failure, notice, count }, documented }: ResponsePanelProps): ReactNode {
  const { response: texts } = useTexts()
  return (
    <section className="qkms-response" aria-label={texts.region} aria-live="polite" aria-busy={phase === 'sending'}>
      <p className="qkms-title">{texts.region}</p>
      {notice && <p className="qkms-notice">{notice}</p>}
      {failure && (
        <p className="qkms-error">
          <strong>{failure}</strong>
          <span>{texts.kept}</span>
        </p>
      )}
      {answer && <AnswerView key={count} answer={answer} />}
      {!answer && !failure && documented !== undefined && (
        <MessageFigure
          caption={texts.documented}
          what={texts.documentedBody}
          message={responseMessage({ status: 200, body: documented })}
        />
      )}
      {!answer && !failure && documented === undefined && <p className="qkms-muted">{texts.none}</p>}
    </section>
  )
}
