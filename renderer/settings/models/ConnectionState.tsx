import type { Connection } from '../../../shared/contract/connections.ts'
import { useModels } from '../../models/modelsStore.ts'
import { isAskable } from '../../models/askable.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { keyText, modelCountText } from './connectionTexts.ts'

/** How a provider stands, in one quiet line or two. */
export function ConnectionState({ connection }: { readonly connection: Connection }) {
  const { baseUrl, headerNames, id, keyElsewhere, modelsFetchedAt } = connection
  const offline = usePreferences((state) => !isAskable(state.preferences, connection))
  const count = useModels((state) => state.models.filter((model) => model.connectionId === id).length)
  return (
    <div className="note connection-state">
      {baseUrl !== null && <p>{baseUrl}</p>}
      {offline && <p>Off: Offline only is on.</p>}
      {keyElsewhere !== null && (
        <p>
          Your key belongs to {keyElsewhere} and isn’t sent here. Enter it again to use it at this address.
        </p>
      )}
      <p>
        <span>{keyText(connection)}</span>
        {modelsFetchedAt !== null && <span>{modelCountText(count)}</span>}
        {headerNames.length > 0 && <span>Extra headers: {headerNames.join(', ')}</span>}
      </p>
    </div>
  )
}
