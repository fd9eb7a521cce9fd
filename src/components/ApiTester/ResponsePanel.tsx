import { Fragment, type ReactNode, useMemo } from 'react'
import type { HttpResponse } from '../../vocabulary/http.ts'
import type { Members } from '../../vocabulary/shapes.ts'
import { responseMessage } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { type Api, useSettings } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { AnswerBody } from './AnswerBody.tsx'
import { AnswerSummary, Sending } from './AnswerSummary.tsx'
import type { Repair } from './Cures.tsx'
import { parseBody } from './form-body.ts'
import type { Handed } from './handing.ts'
import type { State } from './reducer.ts'
import { Why } from './Why.tsx'

interface ResponsePanelProps {
  readonly state: State
  /** The documented response, shown as long as there is no real one. */
  readonly documented: HttpResponse | undefined
  /** The operation's name. */
  readonly operation?: string
  /** The region's name where two on a page would be the same; that of the operation unless given. */
  readonly region?: string | undefined
  /** What the operation returns, where it is described. */
  readonly output?: Members | undefined
  /** The API that the response comes from; that of the settings unless given. */
  readonly api?: Api
  /** What the reader can do about a refusal, where something can be done. */
  readonly repair?: Repair
  /** Takes what a value of the response is to become in the next request of the same form. */
  readonly receive?: (handed: Handed) => void
}

/** What came back. Its summary stands from the start and is spoken; the rest is there to be read. */
export function ResponsePanel({
  state: { phase, answer, sent, failure, notice, count },
  documented,
  operation = '',
  region,
  output,
  api,
  repair,
  receive,
}: ResponsePanelProps): ReactNode {
  const settings = useSettings()
  const { response: texts } = useTexts()
  const asked = api ?? settings.api
  const { errorLinks } = asked ?? {}
  // Only a response has values to take on.
  const origin = useMemo(
    () => (asked && receive ? { api: asked, operation, request: parseBody(sent ?? '').body ?? {}, receive } : undefined),
    [asked, operation, sent, receive],
  )
  const sending = phase === 'sending'
  const isEmpty = !answer && !failure
  return (
    <section className="qkms-response" aria-label={region ?? (operation ? texts.regionOf(operation) : texts.region)}>
      <p className="qkms-title">{texts.region}</p>
      <div className="qkms-summary" aria-live="polite">
        <Fragment key={count}>
          {notice && <p className="qkms-notice">{notice}</p>}
          {failure && (
            <p className="qkms-error">
              <strong>{failure}</strong>
              <span>{texts.kept}</span>
            </p>
          )}
          {answer && (
            <AnswerSummary
              answer={answer}
              sending={sending}
              operation={operation}
              // Once is enough: the step that failed has the links.
              errorLinks={answer.explanation ? undefined : errorLinks}
            />
          )}
          {!answer && sending && <Sending />}
        </Fragment>
      </div>
      {answer?.explain && (
        <Why
          key={count}
          explain={answer.explain}
          explanation={answer.explanation}
          error={answer.error}
          operation={operation}
          errorLinks={errorLinks}
          repair={repair}
          rowsAt=""
        />
      )}
      {answer && <AnswerBody answer={answer} output={output} origin={origin} />}
      {isEmpty && documented !== undefined && (
        <MessageFigure caption={texts.documented} what={texts.documentedBody} message={responseMessage(documented)} />
      )}
      {isEmpty && documented === undefined && <p className="qkms-muted">{texts.none}</p>}
    </section>
  )
}
