import type { Logger, TransferProcess } from '../host.ts'
import type { TransferEvent } from './job.ts'

/** How long a message may take, in milliseconds: a million characters that mean no harm take five seconds on one core. */
const usualLimit = 20_000
/** How long the process may take to start, in milliseconds. */
const startLimit = 30_000
/** Unasked for so long, the process is ended. In milliseconds. */
const idleTime = 30_000

export interface SettingOptions {
  /** How long it may take, in milliseconds. */
  readonly limit?: number
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes HTML of Markdown in a process of its own, one text after the other for all exports: there are texts of a few
 * kilobytes that hold a parser for minutes, or exhaust its memory.
 */
export interface MarkdownSetter {
  /** Null where the text takes too long, or more memory than there is, or is too long or too deep to be set. */
  set(markdown: string, options?: SettingOptions): Promise<string | null>
  close(): void
}

export interface MarkdownSetterOptions {
  readonly fork: () => TransferProcess
  readonly logger: Logger
}

/** A process with what it is waited for; `gone` settles when it has ended. */
interface Held {
  readonly process: TransferProcess
  readonly ready: Promise<void>
  readonly gone: Promise<null>
  onHtml: (html: string | null) => void
}

function start(fork: () => TransferProcess): Held {
  const process = fork()
  const ready = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<null>()
  const held: Held = { process, ready: ready.promise, gone: gone.promise, onHtml: () => undefined }
  process.onEvent((event: TransferEvent) => {
    if (event.type === 'ready') ready.resolve()
    if (event.type === 'html') held.onHtml(event.html)
  })
  process.onExit(() => gone.resolve(null))
  return held
}

/** Settles after so many milliseconds, or when nobody waits any more. */
function timeUp(time: number, signal: AbortSignal): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), time)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    resolve(null)
  })
  return promise
}

export function createMarkdownSetter({ fork, logger }: MarkdownSetterOptions): MarkdownSetter {
  let held: Held | null = null
  let idle: NodeJS.Timeout | undefined
  let turn: Promise<unknown> = Promise.resolve()

  function drop(): void {
    held?.process.kill()
    held = null
  }

  async function ask(markdown: string, limit: number, gone: AbortSignal): Promise<string | null> {
    const child = (held ??= start(fork))
    const isReady = await Promise.race([child.ready.then(() => true), child.gone, timeUp(startLimit, gone)])
    if (!isReady) return null
    const answer = Promise.withResolvers<{ readonly html: string | null }>()
    child.onHtml = (html) => answer.resolve({ html })
    child.process.send({ type: 'html', markdown })
    const answered = await Promise.race([answer.promise, child.gone, timeUp(limit, gone)])
    if (answered) return answered.html
    drop()
    if (!gone.aborted)
      logger.warn('a text took too long or too much memory to be set: exported as plain text')
    return null
  }

  async function inTurn(markdown: string, { limit = usualLimit, signal }: SettingOptions) {
    clearTimeout(idle)
    const waiting = new AbortController()
    const stop = (): void => waiting.abort()
    signal?.addEventListener('abort', stop)
    try {
      return signal?.aborted ? null : await ask(markdown, limit, waiting.signal)
    } finally {
      signal?.removeEventListener('abort', stop)
      idle = setTimeout(drop, idleTime).unref()
      waiting.abort()
    }
  }

  return {
    set(markdown, options = {}) {
      const result = turn.then(() => inTurn(markdown, options))
      // Whoever waits for `result` is told of its failure; the next in turn need not be.
      turn = result.catch(() => undefined)
      return result
    },
    close() {
      clearTimeout(idle)
      drop()
    },
  }
}
