/** The way from a child process to the core that started it, in both hosts. */
export interface ChildPort<Command, Event> {
  send(event: Event): void
  onCommand(listener: (command: Command) => void): void
}

/** What Electron gives a `utilityProcess` as `process.parentPort`: https://www.electronjs.org/docs/latest/api/parent-port */
interface UtilityParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** Opens the way; the process ends with the one that started it. @throws when it was not started as a child */
export function openChildPort<Command, Event>(): ChildPort<Command, Event> {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: UtilityParentPort }
  if (parentPort) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to another process has no origin
      send: (event) => parentPort.postMessage(event),
      onCommand: (listener) => parentPort.on('message', ({ data }) => listener(data as Command)),
    }
  }
  if (!process.send) throw new Error('this script runs in a child process only')
  process.on('disconnect', () => process.exit(0))
  return {
    // A parent that is gone is no failure of this process: `disconnect` ends it.
    send: (event) => process.connected && process.send?.(event),
    onCommand: (listener) => process.on('message', (message) => listener(message as Command)),
  }
}
