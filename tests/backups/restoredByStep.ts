/**
 * `node restoredByStep.ts FILE FORMER STATES`: finishes a restoration of the database FILE that is prepared, and keeps what
 * is left by a process that is killed at whichever step.
 */
import path from 'node:path'
import { watchSteps } from '../support/watchSteps.ts'

const [file = '', former = '', states = ''] = process.argv.slice(2)
const watched = watchSteps({ steps: ['renameSync', 'rmSync', 'mkdirSync'], states })

const { commitRestoration, finishRestoration } = await import('../../electron/core/backups/replace.ts')
watched.begin(path.dirname(file))
commitRestoration(file, former === 'sound' ? 'sound' : 'damaged', 1_700_000_000_000)
finishRestoration(file)
watched.end()
