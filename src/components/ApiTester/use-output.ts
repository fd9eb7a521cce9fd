import { useEffect, useState } from 'react'
import type { Operation } from '../../vocabulary/operation.ts'
import type { Members } from '../../vocabulary/shapes.ts'
import type { Api } from '../settings.tsx'

/** What an operation returns: that of its descriptor, which is looked up once there is a response to show where the page gives none. */
export function useOutput(
  { lookUp }: Api,
  { name, output: given }: Pick<Operation, 'name'> & Partial<Pick<Operation, 'output'>>,
  answered: boolean,
): Members | undefined {
  const [found, setFound] = useState<Members>()
  useEffect(() => {
    if (given || !answered) return
    let current = true
    lookUp?.(name).then(
      (operation) => current && setFound(operation?.output),
      // The response is shown all the same, without what the descriptor would add.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [lookUp, name, given, answered])
  return given ?? found
}
