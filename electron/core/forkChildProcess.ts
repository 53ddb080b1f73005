import { fork, type Serializable } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { BackupProcess, ChildProcess, InferenceProcess, Logger } from './host.ts'

/** A child that prints more lines than these, or longer ones, is not heard further. */
const mostLines = 50
const longestLine = 300

/** The environment without anything that is called a secret: a model library has no use for it. */
function harmlessEnvironment(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !/(_KEY|_TOKEN|_SECRET|PASSWORD)$/iu.test(name))
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}

/** Puts what a child prints on its error stream into the log. All of it is read, so that the child never waits. */
function logLines(stream: Readable | null, name: string, logger: Logger): void {
  if (!stream) return
  let lines = 0
  createInterface({ input: stream }).on('line', (line) => {
    lines += 1
    if (lines <= mostLines) logger.warn(`${name}: ${line.slice(0, longestLine)}`)
  })
}

function forkChild<Command, Event>(
  scriptPath: string,
  name: string,
  logger: Logger,
): ChildProcess<Command, Event> {
  const child = fork(scriptPath, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    env: harmlessEnvironment(),
  })
  logLines(child.stderr, name, logger)

  const exit = Promise.withResolvers<string>()
  child.once('exit', (code, signal) => exit.resolve(signal ? `killed by ${signal}` : `exit code ${code}`))
  // A child that could not be started has no `exit`; one that cannot be reached any more is of no use.
  child.on('error', (error) => {
    child.kill('SIGKILL')
    exit.resolve(error.message)
  })
  child.once('disconnect', () => child.kill('SIGKILL'))

  return {
    send(command) {
      child.send(command as Serializable, (error) => {
        if (error) child.kill('SIGKILL')
      })
    },
    onEvent: (listener) => void child.on('message', (message) => listener(message as Event)),
    onExit: (listener) => void exit.promise.then(listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Starts the inference child as a process of plain Node. `scriptPath` is absolute. */
export function forkInferenceProcess(scriptPath: string, logger: Logger): InferenceProcess {
  return forkChild(scriptPath, 'local models', logger)
}

/** Starts the process that copies and checks a database. `scriptPath` is absolute. */
export function forkBackupProcess(scriptPath: string, logger: Logger): BackupProcess {
  return forkChild(scriptPath, 'backups', logger)
}
