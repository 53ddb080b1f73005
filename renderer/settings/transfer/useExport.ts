import { useEffect, useRef, useState } from 'react'
import type { ExportFormat, ExportScope } from '../../../shared/contract/exports.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { saveExport, type ExportProgress } from './saveExport.ts'

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'problem'; readonly text: string }

export interface Exporting {
  readonly state: ExportState
  start(scope: ExportScope, format: ExportFormat): void
  cancel(): void
}

/** An export of the part of the window that shows it: it ends with it. */
export function useExport(): Exporting {
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  function showProgress(progress: ExportProgress): void {
    setState({ kind: 'running', progress })
  }

  async function run(scope: ExportScope, format: ExportFormat, controller: AbortController): Promise<void> {
    const { signal } = controller
    try {
      const name = await saveExport({ scope, format, signal, onProgress: showProgress })
      setState({ kind: 'saved', name })
    } catch (error) {
      if (!signal.aborted) setState({ kind: 'problem', text: sentenceOf(failureOf(error)) })
    } finally {
      if (running.current === controller) running.current = null
    }
  }

  return {
    state,
    start(scope, format) {
      if (running.current) return
      running.current = new AbortController()
      setState({ kind: 'running', progress: null })
      void run(scope, format, running.current)
    },
    cancel() {
      running.current?.abort()
      running.current = null
      setState({ kind: 'idle' })
    },
  }
}
