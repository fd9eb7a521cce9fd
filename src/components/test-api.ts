import { createElement, type ReactNode } from 'react'
import { kmsApi } from '../ready/kms-api.ts'
import type { Api } from './settings.tsx'
import { ApiSettings } from './settings.tsx'

/** Q-KMS without an emulator: requests go to the browser's `fetch`. For tests. */
export const { sandbox: _, ...KMS } = kmsApi({ workerUrl: '/w.js' })

/** The element on a page of an API. For tests. */
export const onPage = (element: ReactNode, api: Api = KMS): ReactNode => createElement(ApiSettings, { api, children: element })
