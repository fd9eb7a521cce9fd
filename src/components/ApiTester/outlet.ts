import { createContext } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { Api, Use } from '../settings.tsx'
import type { Handed } from './handing.ts'

/** Where the values of a response come from. */
export interface Origin {
  readonly api: Api
  readonly operation: string
  /** The request that led to the response. */
  readonly request: Body
  /** Takes what goes to the tester of the response itself. */
  readonly receive: (handed: Handed) => void
}

/** Where they can go on to. */
export interface Outlet extends Origin {
  /** Whether a value is one that some request takes, as far as is known at once. */
  readonly takes: (path: string, value: string) => boolean
  readonly usesOf: (path: string, value: string) => Promise<readonly Use[]>
}

export const Outlets = createContext<Outlet | undefined>(undefined)
