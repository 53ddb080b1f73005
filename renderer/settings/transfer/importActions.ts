import { bounds } from '../../../shared/bounds.ts'
import type { ImportId, ImportReport } from '../../../shared/contract/imports.ts'
import { showError } from '../../announcements/toastStore.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { duringSession, onEndOf } from '../../state/profileState.ts'
import { createProfileStorage } from '../../state/profileStorage.ts'
import { askBeforeLeaving } from './askBeforeLeaving.ts'
import { base64Of } from './base64.ts'
import { advanceImport, setImport, useImport } from './importStore.ts'
import { createPlaces } from './places.ts'
import { summaryOf } from './reportText.ts'

/** Bytes of a file that are handed over at once. */
const pieceBytes = 512 * 1024

/** The import of this window that goes on; a new object each time, so that one that was left knows it. */
interface Current {
  importId: ImportId | null
  cancelled: boolean
}

let current: Current | null = null

/** The places of the window that show the import. */
export const importPlaces = createPlaces()

/** Stands in the page's own storage while an import goes on: a page that is loaded again finds it there. */
const importing = createProfileStorage('importing')

/** An import has begun; what is returned is called at its end. */
function noteRunning(): () => void {
  const mayLeave = askBeforeLeaving()
  importing.write('yes')
  return () => {
    mayLeave()
    importing.write(null)
  }
}

/** Says of an import that ended with the page, which was loaded again, that it did. */
export function tellOfInterruptedImport(): void {
  if (current || importing.read() === null) return
  importing.write(null)
  showError(
    'The import ended when this page was loaded again. The chats that were whole are kept; import the file again for the others.',
  )
}

/** Hands the file over piece by piece, until its end or until it is of no more use. */
async function handOver(file: File, importId: ImportId, mine: Current): Promise<void> {
  for (let at = 0; at < file.size; at += pieceBytes) {
    if (mine.cancelled) return
    const data = await duringSession(base64Of(file.slice(at, at + pieceBytes)))
    const progress = await call((client) => client.imports.append({ importId, data }))
    if (current !== mine) return
    advanceImport({ progress, read: Math.min(file.size, at + pieceBytes) })
    if (progress.ended) return
  }
}

function show(file: File, report: ImportReport, cancelled: boolean): void {
  setImport({ phase: 'done', name: file.name, report, cancelled })
  importPlaces.tellElsewhere('note', summaryOf(report))
}

async function run(file: File, mine: Current): Promise<void> {
  const ended = noteRunning()
  try {
    const name = file.name.slice(0, bounds.importName.max)
    const { importId } = await call((client) => client.imports.begin({ name }))
    mine.importId = importId
    // It was cancelled before it had an id to be cancelled by.
    if (mine.cancelled) return void (await call((client) => client.imports.cancel({ importId })))
    await handOver(file, importId, mine)
    if (mine.cancelled || current !== mine) return
    const report = await call((client) => client.imports.finish({ importId }))
    if (current === mine) show(file, report, false)
  } catch (error) {
    if (current === mine && !mine.cancelled) fail(file, error)
  } finally {
    ended()
    if (current === mine && !mine.cancelled) current = null
  }
}

function fail(file: File, error: unknown): void {
  // The browser tells why it cannot read a file of the person's only by an error of its own.
  const isFile = error instanceof DOMException && error.name.startsWith('Not')
  const problem = isFile
    ? 'This file cannot be read. Check that it is still there and may be opened, then choose it again.'
    : importProblem(error)
  setImport({ phase: 'failed', name: file.name, problem })
  importPlaces.tellElsewhere('error', `${file.name}: ${problem}`)
}

function importProblem(error: unknown): string {
  const failure = failureOf(error)
  if (failure.code !== 'NOT_CONNECTED') return sentenceOf(failure)
  return 'The connection to Confab was lost. The chats that were whole are kept; import the file again for the others.'
}

/** Imports a file. Nothing happens while another one is imported. */
export function startImport(file: File): void {
  if (current) return
  current = { importId: null, cancelled: false }
  const { name, size } = file
  setImport({ phase: 'running', name, size, read: 0, progress: null, cancelling: false })
  void run(file, current)
}

/** Ends the import; the chats that are whole stay. */
export async function cancelImport(): Promise<void> {
  const mine = current
  const { state } = useImport.getState()
  if (!mine || mine.cancelled || state.phase !== 'running') return
  mine.cancelled = true
  advanceImport({ cancelling: true })
  const { importId } = mine
  try {
    if (importId === null) return setImport({ phase: 'none' })
    const report = await call((client) => client.imports.cancel({ importId }))
    if (current === mine) setImport({ phase: 'done', name: state.name, report, cancelled: true })
  } catch (error) {
    if (current === mine) setImport({ phase: 'failed', name: state.name, problem: importProblem(error) })
  } finally {
    if (current === mine) current = null
  }
}

onEndOf('session', () => {
  if (current) current.cancelled = true
  current = null
  importing.write(null)
})
