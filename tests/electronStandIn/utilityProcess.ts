import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    super()
    this.#child = child
    child.on('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message))
    child.on('exit', (code) => this.emit('exit', code ?? 1))
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message)
  }

  kill(): boolean {
    return this.#child.kill()
  }
}

export const utilityProcess = {
  fork(
    file: string,
    parameters: readonly string[],
    options: { readonly env?: NodeJS.ProcessEnv },
  ): UtilityProcess {
    return new UtilityProcess(
      fork(file, parameters, {
        env: options.env ?? process.env,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: ['--import', path.join(import.meta.dirname, 'parentPort.ts')],
      }),
    )
  },
}
