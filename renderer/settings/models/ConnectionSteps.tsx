import type { ReactNode } from 'react'
import type { Connection } from '../../../shared/contract/connections.ts'
import { ErrorDetails } from '../../components/ErrorDetails.tsx'
import { call } from '../../connection/call.ts'
import { answerErrorSentences } from '../../errors/sentences.ts'
import { fetchModels, useModels } from '../../models/modelsStore.ts'
import { isAskable } from '../../models/askable.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import type { SaveState } from '../useSave.ts'
import { useStep } from '../useStep.ts'
import { modelCountText } from './connectionTexts.ts'

interface ConnectionStepsProps {
  readonly connection: Connection
  /** Further buttons. */
  readonly children?: ReactNode
}

/** What can be asked of a provider in the settings, and what it said. Off while Offline only leaves it out. */
export function ConnectionSteps({ children, connection }: ConnectionStepsProps) {
  const { id } = connection
  const offline = usePreferences((state) => !isAskable(state.preferences, connection))
  const { busy, run, state } = useStep()
  const said = offline ? null : state

  async function test(): Promise<SaveState> {
    const { details, modelCount, problem } = await call((client) =>
      client.connections.test({ connectionId: id }),
    )
    if (problem !== null) return { kind: 'problem', text: answerErrorSentences[problem], details }
    return { kind: 'saved', text: `Works: ${modelCountText(modelCount)}` }
  }

  async function refresh(): Promise<SaveState> {
    await call((client) => client.connections.refreshModels({ connectionId: id }))
    await fetchModels()
    const { length } = useModels.getState().models.filter((model) => model.connectionId === id)
    return { kind: 'saved', text: `${modelCountText(length)} found` }
  }

  return (
    <>
      <div className="settings-actions">
        <button
          type="button"
          className="button"
          disabled={offline}
          aria-disabled={busy || undefined}
          onClick={() => run('Asking…', test)}
        >
          Test
        </button>
        <button
          type="button"
          className="button"
          disabled={offline}
          aria-disabled={busy || undefined}
          onClick={() => run('Asking…', refresh)}
        >
          Refresh models
        </button>
        {children}
      </div>
      <SaveNote state={said} />
      <ErrorDetails text={said?.details ?? null} />
    </>
  )
}
