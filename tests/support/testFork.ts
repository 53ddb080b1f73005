import path from 'node:path'
import { createForkChild, startNodeProcess } from '../../electron/core/hosting/childProcess.ts'
import type { ChildPrograms, ForkChild, Logger } from '../../electron/core/host.ts'
import { repository } from './folders.ts'

type Scripts = Readonly<Record<keyof ChildPrograms, string>>

/** The programs of the child processes as they are written, not as they are built. */
const childScripts: Scripts = {
  inference: path.join(repository, 'electron', 'inference', 'index.ts'),
  backups: path.join(repository, 'electron', 'core', 'backups', 'process.ts'),
  transfer: path.join(repository, 'electron', 'core', 'transfer', 'process.ts'),
}

/** Starts real child processes, of the scripts of the tree or of others. */
export function testFork(logger: Logger, others: Partial<Scripts> = {}): ForkChild {
  const scripts: Scripts = { ...childScripts, ...others }
  return createForkChild(startNodeProcess, (name) => scripts[name], logger)
}
