import { useEffect, useRef, useState } from 'react'
import type * as Katex from './katex.ts'
import { inSlice } from './slices.ts'

interface MathsProps {
  readonly tex: string
  readonly display: boolean
}

/** What TeX may ask for: macros expanded so often, sizes in em, and nothing that loads, links or names classes. */
const bounds = { maxExpand: 200, maxSize: 20, trust: false, strict: 'ignore' } as const

type Render = typeof Katex.render

/** Loads KaTeX, and sets a formula behind one of the next frames. */
async function setFormula(signal: AbortSignal, set: (render: Render) => void): Promise<void> {
  const { render } = await import('./katex.ts')
  if (!signal.aborted)
    signal.addEventListener(
      'abort',
      inSlice(() => set(render)),
    )
}

/**
 * A formula, set by KaTeX, which is loaded for the first one. Until then, and where it cannot be read, the TeX itself
 * is shown. KaTeX makes elements of its own and sets their properties through the object model, so that the page's
 * policy needs no exception and nothing is ever read as markup.
 */
export function Maths({ display, tex }: MathsProps) {
  const place = useRef<HTMLSpanElement>(null)
  const [unread, setUnread] = useState(false)
  useEffect(() => {
    const unmounted = new AbortController()
    void setFormula(unmounted.signal, (render) => {
      if (!place.current) return
      try {
        render(tex, place.current, { ...bounds, displayMode: display })
        setUnread(false)
      } catch {
        // Whatever KaTeX throws, the TeX is shown.
        place.current.textContent = ''
        setUnread(true)
      }
    })
    return () => unmounted.abort()
  }, [display, tex])
  return (
    <span className="maths" data-display={display || undefined}>
      {unread && <code>{tex}</code>}
      <span ref={place} />
    </span>
  )
}
