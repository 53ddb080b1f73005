/**
 * The one way in which Confab starts a process of its own, in both hosts: with a clean environment, nothing but messages
 * on its way in, and an error stream that is read to its end but told without what it says.
 */
import { fork, type Serializable } from 'node:child_process'
import { finished } from 'node:stream'
import { placesOf } from '../describeError.ts'
import type { ChildProcess, ChildPrograms, ForkChild, Logger } from '../host.ts'

/** What is to be started. */
export interface ChildProgram {
  /** As the log and the system's list of processes call it. */
  readonly label: string
  /** Absolute path of its script. */
  readonly scriptPath: string
  /** Flags of Node. */
  readonly flags?: readonly string[]
}

/** A process that has been started, whatever the host starts processes by. */
export interface StartedProcess {
  readonly stderr: NodeJS.ReadableStream | null
  /** What cannot be sent ends the process. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once with why it ended. */
  onExit(listener: (description: string) => void): void
  kill(): void
}

export type StartProcess = (program: ChildProgram, environment: NodeJS.ProcessEnv) => StartedProcess

/**
 * The variables that a child is given, in any case: places, language and time zone, and where libraries are found.
 * No other: whatever is called a secret tomorrow is not on a list of what to leave out.
 */
const passedOn =
  /^(?:PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|SYSTEMROOT|SYSTEMDRIVE|WINDIR|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/iu

/** The part of an environment that children are given. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name)))
}

/** How much of an error stream is kept for the log's description of it, in bytes. */
const keptOfErrors = 16 * 1024

/** The kind of the first error and where it was thrown. Everything else may quote a conversation. */
function describePrinted(text: string): string {
  const kind = /^(?:Uncaught )?(?<name>[A-Z][A-Za-z]{0,40}Error)\b/mu.exec(text)?.groups?.['name']
  const memory = text.includes('heap out of memory') ? ', out of memory' : ''
  return `${kind === undefined ? '' : `, ${kind}`}${memory}${placesOf(text)}`
}

/** Reads all of an error stream, so that the child never waits, and logs at its end that there was something. */
function watchErrors(stream: NodeJS.ReadableStream, label: string, logger: Logger): void {
  let bytes = 0
  let kept = ''
  stream.on('data', (chunk: Buffer) => {
    if (bytes < keptOfErrors) kept += chunk.toString('latin1', 0, keptOfErrors - bytes)
    bytes += chunk.length
  })
  // A stream that breaks ends like any other: what its process does is told by `onExit`.
  finished(stream, () => {
    if (bytes > 0)
      logger.warn(`${label}: ${bytes} bytes on the error stream of its process${describePrinted(kept)}`)
  })
}

/** Starts a program by `start`, under the rule for all of them. */
export function startChild<Command, Event>(
  start: StartProcess,
  program: ChildProgram,
  logger: Logger,
): ChildProcess<Command, Event> {
  const child = start(program, childEnvironment(process.env))
  if (child.stderr) watchErrors(child.stderr, program.label, logger)
  return {
    send: (command) => child.send(command),
    onEvent: (listener) => child.onMessage((message) => listener(message as Event)),
    onExit: (listener) => child.onExit(listener),
    kill: () => child.kill(),
  }
}

/** Starts a process of plain Node. */
export const startNodeProcess: StartProcess = ({ flags = [], scriptPath }, environment) => {
  const child = fork(scriptPath, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [...flags],
    env: environment,
  })
  const exit = Promise.withResolvers<string>()
  child.once('exit', (code, signal) => exit.resolve(signal ? `killed by ${signal}` : `exit code ${code}`))
  // A child that could not be started has no `exit`; one that cannot be reached any more is of no use.
  child.on('error', (error) => {
    child.kill('SIGKILL')
    exit.resolve(error.message)
  })
  child.once('disconnect', () => child.kill('SIGKILL'))
  return {
    stderr: child.stderr,
    send(message) {
      child.send(message as Serializable, (error) => {
        if (error) child.kill('SIGKILL')
      })
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exit.promise.then(listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** What the log and the system's list of processes call each program. */
const labels: Readonly<Record<keyof ChildPrograms, string>> = {
  inference: 'Confab models',
  backups: 'Confab backups',
  transfer: 'Confab import and export',
}

/** Mebibytes of heap that a program may use; one that needs more ends. Those without a number need no limit of ours. */
const heapLimits: Readonly<Partial<Record<keyof ChildPrograms, number>>> = { transfer: 768 }

/** How a host gives the core its child processes. `scriptOf` answers with the absolute path of a program's script. */
export function createForkChild(
  start: StartProcess,
  scriptOf: (name: keyof ChildPrograms) => string,
  logger: Logger,
): ForkChild {
  return (name) => {
    const limit = heapLimits[name]
    const flags = limit === undefined ? [] : [`--max-old-space-size=${limit}`]
    return startChild(start, { label: labels[name], scriptPath: scriptOf(name), flags }, logger)
  }
}
