/**
 * Answers by models that run on this machine, in a child process. One answer is written at a time; the others
 * wait in the order in which they were asked for.
 */
import type { ModelId } from '../../../../shared/contract/base.ts'
import type { LocalModelManifest } from '../../../../shared/inference.ts'
import type { InferenceProcess, Logger } from '../../host.ts'
import type { Provider, ProviderPart, ProviderRequest } from '../provider.ts'
import { createInferenceChild, type AnswerEvent } from './inferenceChild.ts'
import { localQuestion } from './localQuestion.ts'
import { createPartQueue, type PartQueue } from '../partQueue.ts'
import { createTurns } from './turns.ts'

/** How long the child may take to end an answer that was stopped, in milliseconds; then it is ended itself. */
const usualGraceTime = 3_000
/**
 * After this long without a question the child is ended, in milliseconds. It takes half a second to start again;
 * a model that is only unloaded leaves most of its memory with the process.
 */
const usualIdleTime = 10 * 60_000

export interface LocalModel {
  readonly folder: string
  readonly manifest: LocalModelManifest
}

export interface LocalProviderOptions {
  readonly fork: () => InferenceProcess
  readonly modelOf: (modelId: ModelId) => Promise<LocalModel | null>
  readonly logger: Logger
  readonly graceTime?: number
  readonly idleTime?: number
}

export interface LocalProvider extends Provider {
  /** Ends the child. Answers that are still waited for end without a `finish`. */
  close(): Promise<void>
}

/** What one event of the child is to the reader of the answer. */
function partsOf(event: AnswerEvent, logger: Logger): readonly ProviderPart[] {
  switch (event.type) {
    case 'text':
      return [{ type: 'text', text: event.text }]
    case 'end': {
      const { inputTokens, outputTokens } = event
      const usage = { type: 'usage', inputTokens, outputTokens } as const
      // Only an answer that nobody reads any more is aborted; its parts go nowhere.
      return event.reason === 'aborted' ? [usage] : [usage, { type: 'finish', reason: event.reason }]
    }
    case 'error':
      logger.warn(`a local model failed: ${event.code}, ${event.detail}`)
      return [{ type: 'error', code: event.code }]
    case 'crashed':
      return [{ type: 'error', code: 'MODEL_CRASHED' }]
  }
}

export function createLocalProvider(options: LocalProviderOptions): LocalProvider {
  const { fork, modelOf, logger, graceTime = usualGraceTime, idleTime = usualIdleTime } = options
  const child = createInferenceChild({ fork, logger, graceTime })
  const turns = createTurns()
  const closing = new AbortController()

  async function write(request: ProviderRequest, parts: PartQueue, left: AbortSignal): Promise<void> {
    const model = await modelOf(request.modelId)
    if (left.aborted) return
    if (!model) return parts.push({ type: 'error', code: 'MODEL_NOT_FOUND' })
    const { folder, manifest } = model
    const generation = child.generate(
      { folder, ...localQuestion(manifest, request) },
      request.local?.keepInMemory ?? idleTime,
      (event) => partsOf(event, logger).forEach((part) => parts.push(part)),
    )
    left.addEventListener('abort', () => generation.stop(), { once: true })
    await generation.finished
  }

  async function* stream(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<ProviderPart> {
    const end = AbortSignal.any([signal, closing.signal])
    if (end.aborted) return
    const parts = createPartQueue()
    const left = new AbortController()
    const leaveQueue = turns.join({
      onPosition: (position) => parts.push({ type: 'queued', position }),
      run: () =>
        write(request, parts, left.signal).catch((error: unknown) => {
          logger.error('a local model could not be asked', error)
          parts.push({ type: 'error', code: 'INTERNAL' })
        }),
    })
    function leave(): void {
      parts.close()
      leaveQueue()
      left.abort()
    }
    end.addEventListener('abort', leave, { once: true })
    try {
      yield* parts
    } finally {
      end.removeEventListener('abort', leave)
      leave()
    }
  }

  return {
    stream,
    async close() {
      closing.abort()
      await child.close()
    },
  }
}
