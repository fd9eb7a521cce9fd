import { useEffect, useState } from 'react'

type JsonFigure = typeof import('./JsonFigure.tsx').JsonFigure

let figure: JsonFigure | undefined

/** Loads the figure of a response when the first response comes. */
export const loadJsonFigure = async (): Promise<void> => {
  ;({ JsonFigure: figure } = await import('./JsonFigure.tsx'))
}

/** The figure of a response once it is loaded. Until then, and where it cannot be loaded, the body stands as text. */
export const useJsonFigure = (): JsonFigure | undefined => {
  const [, setLoaded] = useState(figure !== undefined)
  useEffect(() => {
    if (figure) return
    let current = true
    loadJsonFigure().then(
      () => current && setLoaded(true),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [])
  return figure
}
