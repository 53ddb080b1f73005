/** What shows text as it arrives: at most once a frame of the screen, in the order of the events. */
export interface TextFrames<AnswerEvent> {
  push(event: AnswerEvent): void
}

interface TextEvent {
  readonly type: string
}

function isText({ type }: TextEvent): boolean {
  return type === 'answer-text' || type === 'answer-reasoning'
}

/**
 * Collects text and reasoning until the next frame. Any other event is applied at once, after the text before it. A
 * hidden window has no frames, so its text is applied as it comes.
 */
export function batchText<AnswerEvent extends TextEvent>(
  apply: (events: readonly AnswerEvent[]) => void,
  requestFrame: (run: () => void) => void = (run) => {
    if (document.hidden) run()
    else requestAnimationFrame(run)
  },
): TextFrames<AnswerEvent> {
  let waiting: AnswerEvent[] = []
  function flush(): void {
    const events = waiting
    waiting = []
    if (events.length > 0) apply(events)
  }
  return {
    push(event) {
      waiting.push(event)
      if (!isText(event)) flush()
      else if (waiting.length === 1) requestFrame(flush)
    },
  }
}
