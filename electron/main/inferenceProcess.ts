import { utilityProcess } from 'electron'
import type { BackupProcess, ChildProcess, InferenceProcess } from '../core/host.ts'

/** The environment without keys of providers: local models have no use for them. */
export function withoutKeys(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/_API_KEY$/iu.test(name)))
}

/** `file` is the bundle of the process, `serviceName` what the system's list of processes calls it. */
function forkChild<Command, Event>(file: string, serviceName: string): ChildProcess<Command, Event> {
  // What it prints may quote a conversation, so it goes nowhere.
  const child = utilityProcess.fork(file, [], {
    serviceName,
    env: withoutKeys(process.env),
    stdio: 'ignore',
  })
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process of ours, not a window
    send: (command) => child.postMessage(command),
    onEvent: (listener) => void child.on('message', (event: Event) => listener(event)),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  }
}

/** Starts the child process that runs local models. `file` is its bundle. */
export function forkInferenceProcess(file: string): InferenceProcess {
  return forkChild(file, 'Confab models')
}

/** Starts the process that copies and checks a database. `file` is its bundle. */
export function forkBackupProcess(file: string): BackupProcess {
  return forkChild(file, 'Confab backups')
}
