import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './folders.ts'

/**
 * Runs a script that watches its steps (see `watchSteps`), with these parameters and a folder for the states behind them;
 * answers with the folders of the states in their order, the last one as the script left it.
 * @throws when the script fails
 */
export async function statesOf(script: string, ...parameters: readonly string[]): Promise<readonly string[]> {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const child = spawn(process.execPath, [script, ...parameters, folder], { stdio: 'inherit' })
  await once(child, 'exit')
  if (child.exitCode !== 0)
    throw new Error(`${script} ended with ${String(child.signalCode ?? child.exitCode)}`)
  return [...readdirSync(folder).keys()].map((step) => path.join(folder, String(step)))
}
