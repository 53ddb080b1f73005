import type { InferenceCommand, InferenceEvent } from '../../../../shared/inference.ts'
import type { InferenceProcess, Logger } from '../../host.ts'

export interface ProcessHolderOptions {
  readonly fork: () => InferenceProcess
  readonly logger: Logger
  readonly onEvent: (event: InferenceEvent) => void
  /** The process has ended, could not be started, or was dropped. */
  readonly onGone: () => void
}

/** Holds the child process, which is started when something is sent to it. */
export interface ProcessHolder {
  /** What cannot be sent ends the process: `onGone` is called. */
  send(command: InferenceCommand): void
  /** Ends the process without waiting for it. The next `send` starts another. */
  drop(): void
  /** Ends the process and settles when it is gone. */
  close(): Promise<void>
}

interface Held {
  readonly process: InferenceProcess
  readonly gone: Promise<void>
}

export function createProcessHolder(options: ProcessHolderOptions): ProcessHolder {
  const { fork, logger, onEvent, onGone } = options
  let held: Held | null = null

  /** @throws when the process cannot be started */
  function start(): Held {
    const process = fork()
    const gone = Promise.withResolvers<void>()
    process.onExit((description) => {
      gone.resolve()
      if (held?.process !== process) return
      logger.warn(`the process of the local models ended: ${description}`)
      held = null
      onGone()
    })
    process.onEvent((event) => {
      if (held?.process === process) onEvent(event)
    })
    return { process, gone: gone.promise }
  }

  function drop(): void {
    const dropped = held
    held = null
    dropped?.process.kill()
    onGone()
  }

  return {
    send(command) {
      try {
        held ??= start()
        held.process.send(command)
      } catch (error) {
        logger.error('the process of the local models cannot be reached', error)
        drop()
      }
    },
    drop,
    async close() {
      const last = held
      drop()
      await last?.gone
    },
  }
}
