/**
 * `node killedAtStep.ts FILE FORMER STEP`: finishes a restoration of the database FILE that is prepared, and kills itself,
 * as `kill -9` does, just before its STEPth change to the file system.
 */
import { killAtStep } from '../support/killAtStep.ts'

const [file = '', former = '', step = ''] = process.argv.slice(2)
killAtStep(['renameSync', 'rmSync', 'mkdirSync'])(Number(step))

const { commitRestoration, finishRestoration } = await import('../../electron/core/backups/replace.ts')
commitRestoration(file, former === 'sound' ? 'sound' : 'damaged', 1_700_000_000_000)
finishRestoration(file)
