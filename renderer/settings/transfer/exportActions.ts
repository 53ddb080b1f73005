import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { onEndOf } from '../../state/profileState.ts'
import { askBeforeLeaving } from './askBeforeLeaving.ts'
import { setExport, useExport } from './exportStore.ts'
import { createPlaces } from './places.ts'
import { notWholeText, plainText, savedText } from './reportText.ts'
import { saveExport } from './saveExport.ts'

/** The places of the window that show the export. */
export const exportPlaces = createPlaces()

/** The export of this window that goes on. */
let current: AbortController | null = null

async function run(scope: ExportScope, format: ExportFormat, what: string, mine: AbortController) {
  const { signal } = mine
  const mayLeave = askBeforeLeaving()
  try {
    const { name, notWhole, plain } = await saveExport({
      scope,
      format,
      signal,
      onProgress: (progress) => setExport({ phase: 'running', what, progress }),
    })
    if (signal.aborted) return
    setExport({ phase: 'done', name, notWhole, plain })
    const said = [savedText(name), plainText(plain), notWholeText(notWhole)]
    exportPlaces.tellElsewhere('note', said.filter((text) => text !== '').join(' '))
  } catch (error) {
    if (signal.aborted) return
    const problem = sentenceOf(failureOf(error))
    setExport({ phase: 'failed', problem })
    exportPlaces.tellElsewhere('error', problem)
  } finally {
    mayLeave()
    if (current === mine) current = null
  }
}

/** Exports to a file. Nothing happens while something else is exported. */
export function startExport(scope: ExportScope, format: ExportFormat, what: string): void {
  if (current) return
  current = new AbortController()
  setExport({ phase: 'running', what, progress: null })
  void run(scope, format, what, current)
}

export function cancelExport(): void {
  current?.abort()
  current = null
  setExport({ phase: 'none' })
}

onEndOf('session', cancelExport)

/** Forgets an export that has ended and was seen. */
export function forgetEndedExport(): void {
  if (useExport.getState().state.phase !== 'running') setExport({ phase: 'none' })
}
