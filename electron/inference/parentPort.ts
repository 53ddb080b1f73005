import type { InferenceCommand, InferenceEvent } from '../../shared/inference.ts'

/** The way to the process that started this one. */
export interface ParentPort {
  send(event: InferenceEvent): void
  onCommand(listener: (command: InferenceCommand) => void): void
}

/** What Electron gives a `utilityProcess` as `process.parentPort`: https://www.electronjs.org/docs/latest/api/parent-port */
interface UtilityParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

function utilityParentPort(): UtilityParentPort | undefined {
  return (process as NodeJS.Process & { readonly parentPort?: UtilityParentPort }).parentPort
}

/** @throws when this process was started by neither of the two */
export function openParentPort(): ParentPort {
  const utility = utilityParentPort()
  if (utility) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to another process has no origin
      send: (event) => utility.postMessage(event),
      onCommand: (listener) => utility.on('message', ({ data }) => listener(data as InferenceCommand)),
    }
  }
  if (!process.send) throw new Error('this script runs in a child process only')
  process.on('disconnect', () => process.exit(0))
  return {
    // A parent that is gone is no failure of this process: `disconnect` ends it.
    send: (event) => process.connected && process.send?.(event),
    onCommand: (listener) => process.on('message', (message) => listener(message as InferenceCommand)),
  }
}
