import { showError } from '../../announcements/toastStore.ts'
import { createFlag } from '../../connection/singleFlight.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'

const running = createFlag()

/**
 * Runs a step on the conversation. While one is on its way another does nothing, so that a second click never does a
 * thing twice. What goes wrong is said beside the conversation.
 */
export async function oneStep(step: () => Promise<void>): Promise<void> {
  const done = running.raise()
  if (!done) return
  try {
    await step()
  } catch (error) {
    showError(sentenceOf(failureOf(error)))
  } finally {
    done()
  }
}
