import path from 'node:path'
import type { InferenceProcess } from '../../electron/core/host.ts'
import { testFork } from '../support/testFork.ts'
import type {
  InferenceCommand,
  InferenceEvent,
  LocalModelManifest,
  PromptMessage,
} from '../../shared/inference.ts'
import { repository } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'

type GenerateCommand = Extract<InferenceCommand, { type: 'generate' }>
type LastEvent = Extract<InferenceEvent, { type: 'end' | 'error' }>

export const inferenceScript = path.join(repository, 'electron', 'inference', 'index.ts')

/** What one request came to. */
export interface Answer {
  readonly texts: readonly string[]
  readonly text: string
  readonly last: LastEvent
}

export interface AskOptions {
  readonly folder: string
  readonly manifest: LocalModelManifest
  readonly messages: GenerateCommand['messages']
  /** Called at each piece of text, with what there is so far. */
  readonly onText?: (text: string, requestId: number) => void
}

export interface RunningChild {
  readonly process: InferenceProcess
  ask(options: AskOptions): Promise<Answer>
  /** Why the process ended. */
  readonly exited: Promise<string>
}

export function user(text: string): PromptMessage {
  return { role: 'user', text }
}

/** Starts the real child from its source. */
export function startChild(): RunningChild {
  const process = testFork(memoryLogger())('inference')
  const listeners = new Map<number, (event: InferenceEvent) => void>()
  process.onEvent((event) => listeners.get(event.requestId)?.(event))
  const exited = new Promise<string>((resolve) => process.onExit(resolve))
  let requestId = 0

  return {
    process,
    exited,
    async ask({ folder, manifest, messages, onText }) {
      requestId += 1
      const id = requestId
      const texts: string[] = []
      const ended = Promise.withResolvers<LastEvent>()
      listeners.set(id, (event) => {
        if (event.type !== 'text') return ended.resolve(event)
        texts.push(event.text)
        onText?.(texts.join(''), id)
      })
      process.send({
        type: 'generate',
        requestId: id,
        folder,
        manifest,
        threads: 0,
        systemPrompt: '',
        messages,
      })
      const crash = exited.then((description) => Promise.reject(new Error(`the child ended: ${description}`)))
      const last = await Promise.race([ended.promise, crash])
      return { texts, text: texts.join(''), last }
    },
  }
}
