/** What shows text as it arrives: at most once a frame of the screen, in the order of the events. */
export interface TextFrames<AnswerEvent> {
  push(event: AnswerEvent): void
  /** Forgets the text that waits for its frame. */
  clear(): void
}

interface TextEvent {
  readonly type: string
}

function isText({ type }: TextEvent): boolean {
  return type === 'answer-text' || type === 'answer-reasoning'
}

/**
 * Applies text and reasoning at once when none came since the last frame, so that the next frame shows it already;
 * what comes after it waits for that frame. Any other event is applied at once, after the text before it. A hidden
 * window has no frames, so its text is applied as it comes.
 */
export function batchText<AnswerEvent extends TextEvent>(
  apply: (events: readonly AnswerEvent[]) => void,
  requestFrame: (run: () => void) => void = (run) => {
    if (document.hidden) run()
    else requestAnimationFrame(run)
  },
): TextFrames<AnswerEvent> {
  let waiting: AnswerEvent[] = []
  let frameAsked = false
  function flush(): boolean {
    const events = waiting
    waiting = []
    if (events.length > 0) apply(events)
    return events.length > 0
  }
  function untilFrame(): void {
    frameAsked = true
    requestFrame(() => {
      frameAsked = false
      if (flush()) untilFrame()
    })
  }
  return {
    push(event) {
      waiting.push(event)
      if (isText(event) && frameAsked) return
      flush()
      if (isText(event)) untilFrame()
    },
    clear() {
      waiting = []
    },
  }
}
