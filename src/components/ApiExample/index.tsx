'use client'
import type { ComponentProps, ReactNode } from 'react'
import { isBody } from '../../vocabulary/fits.ts'
import type { HttpRequest, HttpResponse } from '../../vocabulary/http.ts'
import { requestMessage, responseMessage } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { outermost } from '../outermost.ts'
import { useTryable } from '../Tryable.tsx'
import { useTexts } from '../use-texts.ts'
import { TryThis } from './TryThis.tsx'

interface ApiExampleProps extends Omit<ComponentProps<'div'>, 'children'> {
  readonly request?: HttpRequest
  readonly response?: HttpResponse
  /** The response is that to the same request sent once more. */
  readonly again?: boolean
}

const given = <T extends object>(half: T | undefined): half is T => half !== undefined && Object.keys(half).length > 0

/**
 * A request and its response as HTTP; a half that is empty is not shown. Within `Tryable`, both together have a button that sends the request.
 *
 * @example <ApiExample request={requestOf(protocol, IssueToken)} response={responseOf(protocol, IssueToken)} />
 */
export default function ApiExample({ request, response, again = false, className, ...rest }: ApiExampleProps): ReactNode {
  const { example: texts } = useTexts()
  const operation = useTryable()
  return (
    <div {...rest} className={outermost('', className)}>
      {given(request) && (
        <MessageFigure caption={texts.request} what={texts.request.toLowerCase()} message={requestMessage(request)} />
      )}
      {given(response) && (
        <MessageFigure caption={texts.response} what={texts.response.toLowerCase()} message={responseMessage(response)} />
      )}
      {operation !== undefined && given(request) && given(response) && isBody(request.body) && (
        <TryThis operation={operation} body={request.body} again={again} />
      )}
    </div>
  )
}
