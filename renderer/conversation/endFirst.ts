/**
 * A chat opens at its end. The messages that can be seen there are rendered first, those before them when the end is
 * on the screen: rendering, measuring and scrolling past all of them would keep the person waiting.
 */
import { useEffect, useState } from 'react'
import type { ShownMessage } from './shownMessages.ts'

/** Heights in pixels, rather too small than too large. */
const lineHeight = 21
const rowHeight = 72
/** Characters in a line, at most. */
const lineLength = 72
/** So much of a text, in UTF-16 code units, fills any window. */
const lookedAt = 20_000
/** The rest follows after so many milliseconds: the end has been painted and scrolled to by then. */
const restAfter = 100

function heightOf({ message: { text } }: ShownMessage): number {
  const lines = text.slice(0, lookedAt).split('\n')
  const rows = lines.reduce((sum, line) => sum + Math.ceil(line.length / lineLength), 0)
  return rowHeight + rows * lineHeight
}

/** The index of the first of the last messages that fill `height` pixels; 0 when all of them do not. */
export function startOfEnd(messages: readonly ShownMessage[], height: number): number {
  let filled = 0
  const start = messages.findLastIndex((message) => {
    filled += heightOf(message)
    return filled >= height
  })
  return Math.max(start, 0)
}

interface Rendered {
  readonly start: number
  /** The messages as they were when those before the end were added; null before that, and where all were there at once. */
  readonly completed: readonly ShownMessage[] | null
}

/**
 * Which messages are to be rendered: those from `start`, which becomes 0 by itself. `shifted` while the last change
 * was that the others were put above them. `opensAtEnd` false: something else than the end is to be seen.
 */
export function useEndFirst(
  messages: readonly ShownMessage[],
  opensAtEnd: boolean,
): { readonly start: number; readonly shifted: boolean } {
  const [rendered, setRendered] = useState<Rendered | null>(null)
  const [endPainted, setEndPainted] = useState(false)
  const start = rendered?.start ?? 0
  if (rendered === null && messages.length > 0) {
    setRendered({ start: opensAtEnd ? startOfEnd(messages, window.innerHeight) : 0, completed: null })
  } else if (start > 0 && (endPainted || !opensAtEnd)) setRendered({ start: 0, completed: messages })
  const waiting = start > 0
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setEndPainted(true), restAfter)
    return () => clearTimeout(timer)
  }, [waiting])
  return { start, shifted: rendered?.completed === messages }
}
