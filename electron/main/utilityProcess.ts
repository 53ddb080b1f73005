import { utilityProcess } from 'electron'
import type { StartProcess } from '../core/hosting/childProcess.ts'

/** Starts a process of Electron's own Node: an installed Confab may not bring another. */
export const startUtilityProcess: StartProcess = ({ flags = [], label, scriptPath }, environment) => {
  const child = utilityProcess.fork(scriptPath, [], {
    serviceName: label,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    execArgv: [...flags],
  })
  const exit = Promise.withResolvers<string>()
  child.once('exit', (code) => exit.resolve(`exit code ${code}`))
  return {
    stderr: child.stderr,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process of ours, not a window
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exit.promise.then(listener),
    kill: () => void child.kill(),
  }
}
