'use client'
import type { ComponentProps, ReactNode } from 'react'
import type { HttpRequest, HttpResponse } from '../../vocabulary/http.ts'
import { requestMessage, responseMessage } from '../http.ts'
import { MessageFigure } from '../MessageFigure.tsx'
import { useTexts } from '../use-texts.ts'

interface ApiExampleProps extends Omit<ComponentProps<'div'>, 'children'> {
  readonly request?: HttpRequest
  readonly response?: HttpResponse
}

const given = <T extends object>(half: T | undefined): half is T => half !== undefined && Object.keys(half).length > 0

/**
 * A request and its response as HTTP; a half that is empty is not shown.
 *
 * @example <ApiExample request={requestOf(protocol, IssueToken)} response={responseOf(protocol, IssueToken)} />
 */
export default function ApiExample({ request, response, ...rest }: ApiExampleProps): ReactNode {
  const { example: texts } = useTexts()
  return (
    <div {...rest}>
      {given(request) && (
        <MessageFigure caption={texts.request} what={texts.request.toLowerCase()} message={requestMessage(request)} />
      )}
      {given(response) && (
        <MessageFigure caption={texts.response} what={texts.response.toLowerCase()} message={responseMessage(response)} />
      )}
    </div>
  )
}
