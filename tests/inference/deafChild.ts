/** A child that begins an answer and then hears nothing any more: what a hung model looks like from outside. */
import type { InferenceCommand, InferenceEvent } from '../../shared/inference.ts'

function send(event: InferenceEvent): void {
  process.send?.(event)
}

process.on('message', (message) => {
  const command = message as InferenceCommand
  if (command.type === 'generate') send({ type: 'text', requestId: command.requestId, text: 'Well' })
})
