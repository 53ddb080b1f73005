import type { InferenceCommand, InferenceEvent } from '../../shared/inference.ts'
import { describeErrorWithoutMessage, InferenceFailure } from './failure.ts'
import type { ModelHolder } from './modelHolder.ts'
import { writeAnswer } from './writeAnswer.ts'

type GenerateCommand = Extract<InferenceCommand, { type: 'generate' }>

export interface CommandServer {
  /** Takes a command. Whatever is wrong with it becomes an `error` event; nothing is thrown. */
  take(command: InferenceCommand): void
}

/** Answers commands, one answer at a time: each `generate` ends with exactly one `end` or `error`. */
export function createCommandServer(
  models: ModelHolder,
  send: (event: InferenceEvent) => void,
): CommandServer {
  let running: { readonly requestId: number; stopped: boolean } | null = null

  async function answer(command: GenerateCommand): Promise<void> {
    const { requestId, manifest, systemPrompt, messages } = command
    if (running) throw new InferenceFailure('GENERATION_FAILED', 'another answer is being written')
    const current = { requestId, stopped: false }
    running = current
    try {
      const end = await models.use(command, (model) =>
        writeAnswer(model, {
          manifest,
          systemPrompt,
          messages,
          isStopped: () => current.stopped,
          onText: (text) => send({ type: 'text', requestId, text }),
        }),
      )
      send({ type: 'end', requestId, ...end })
    } finally {
      running = null
    }
  }

  function report(requestId: number, error: unknown): void {
    const failure =
      error instanceof InferenceFailure
        ? error
        : new InferenceFailure('GENERATION_FAILED', describeErrorWithoutMessage(error))
    send({ type: 'error', requestId, code: failure.code, detail: failure.detail })
  }

  return {
    take(command) {
      switch (command.type) {
        case 'generate':
          answer(command).catch((error: unknown) => report(command.requestId, error))
          return
        case 'stop':
          if (running?.requestId === command.requestId) running.stopped = true
          return
      }
    },
  }
}
