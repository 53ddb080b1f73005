import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { repository } from './folders.ts'

export interface ServerProcess {
  readonly address: string
  readonly child: ChildProcess
  /** From the start of the process to its line that it listens, in milliseconds. */
  readonly readyAfter: number
  /** Kills it as `kill -9` does and waits until it is gone. */
  kill(): Promise<void>
  /** Ends it by SIGTERM; answers with its exit code. */
  end(): Promise<number | null>
}

/** Starts the built server host on a data folder and waits until it listens. */
export async function startServer(
  dataFolder: string,
  port = 0,
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const started = performance.now()
  const script = path.join(repository, 'out', 'main', 'server.js')
  const child = spawn(process.execPath, [script, '--port', String(port), '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  // From the beginning: one that has ended by itself is waited for no longer.
  const gone = once(child, 'exit')
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code ?? 'a signal'}: ${complaint}`)),
    )
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^Confab is listening at (\S+)$/u.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  return {
    address,
    child,
    readyAfter: performance.now() - started,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async end() {
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
  }
}
