import { utilityProcess } from 'electron'
import type { InferenceEvent } from '../../shared/inference.ts'
import type { InferenceProcess } from '../core/host.ts'

/** The environment without keys of providers: local models have no use for them. */
export function withoutKeys(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/_API_KEY$/iu.test(name)))
}

/** Starts the child process that runs local models. `file` is its bundle. */
export function forkInferenceProcess(file: string): InferenceProcess {
  // What it prints may quote a conversation, so it goes nowhere.
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Confab models',
    env: withoutKeys(process.env),
    stdio: 'ignore',
  })
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process of ours, not a window
    send: (command) => child.postMessage(command),
    onEvent: (listener) => void child.on('message', (event: InferenceEvent) => listener(event)),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  }
}
