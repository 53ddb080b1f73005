import type { InferenceCommand, InferenceEvent } from '../../../../shared/inference.ts'
import type { InferenceProcess, Logger } from '../../host.ts'
import { createProcessHolder } from './processHolder.ts'

type GenerateCommand = Extract<InferenceCommand, { type: 'generate' }>

/** An answer in the child ends with its own `end` or `error`, or with the end of the child: `crashed`. */
export type AnswerEvent = InferenceEvent | { readonly type: 'crashed' }

export interface Generation {
  /** Settles when the child is free for another answer. Never rejects. */
  readonly finished: Promise<void>
  /** Asks the child to stop; one that does not within the grace time is ended. */
  stop(): void
}

/** Writes answers, in a child process that is started when it is needed and again after it has ended. */
export interface InferenceChild {
  /**
   * Calls must not overlap: wait for `finished` of the one before. `idleTime` milliseconds after the answer, without
   * another question, the child is ended.
   */
  generate(
    question: Omit<GenerateCommand, 'type' | 'requestId'>,
    idleTime: number,
    onEvent: (event: AnswerEvent) => void,
  ): Generation
  /** Ends the child and settles when it is gone. */
  close(): Promise<void>
}

export interface InferenceChildOptions {
  readonly fork: () => InferenceProcess
  readonly logger: Logger
  /** How long a stopped answer may take to end, in milliseconds. */
  readonly graceTime: number
}

export function createInferenceChild(options: InferenceChildOptions): InferenceChild {
  const { fork, logger, graceTime } = options
  let current: { readonly requestId: number; readonly take: (event: AnswerEvent) => void } | null = null
  let lastRequestId = 0
  let idleTimer: NodeJS.Timeout | null = null
  const holder = createProcessHolder({
    fork,
    logger,
    onEvent: (event) => {
      if (current?.requestId === event.requestId) current.take(event)
    },
    onGone: () => current?.take({ type: 'crashed' }),
  })

  return {
    generate(question, idleTime, onEvent) {
      if (idleTimer) clearTimeout(idleTimer)
      lastRequestId += 1
      const requestId = lastRequestId
      const finished = Promise.withResolvers<void>()
      let graceTimer: NodeJS.Timeout | null = null
      function take(event: AnswerEvent): void {
        if (event.type !== 'text') {
          current = null
          if (graceTimer) clearTimeout(graceTimer)
          idleTimer = setTimeout(() => holder.drop(), idleTime).unref()
          finished.resolve()
        }
        onEvent(event)
      }
      current = { requestId, take }
      holder.send({ type: 'generate', requestId, ...question })
      return {
        finished: finished.promise,
        stop() {
          if (current?.requestId !== requestId || graceTimer) return
          graceTimer = setTimeout(() => {
            logger.warn('a stopped answer did not end: the process of the local models is ended')
            holder.drop()
          }, graceTime)
          holder.send({ type: 'stop', requestId })
        },
      }
    },
    close() {
      if (idleTimer) clearTimeout(idleTimer)
      return holder.close()
    },
  }
}
