import type { Repository } from '../../../shared/contract/downloads.ts'
import { memoryNeeded, modelCatalogue, type CatalogueModel } from '../../../shared/modelCatalogue.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { bytesText } from './amounts.ts'
import { usePlan } from './usePlan.ts'
import { VariantChoice } from './VariantChoice.tsx'

/** With eight bits a parameter, which is what most people will choose. */
function memoryText({ parameters }: CatalogueModel): string {
  return `about ${bytesText(memoryNeeded(parameters * 1_000_000))} of memory as q8`
}

export function CatalogueList() {
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  return (
    <div className="settings-group">
      <h3>Get a model</h3>
      <p className="note">
        {offline
          ? 'This profile works offline only: nothing is downloaded.'
          : 'They run on this machine and need no network once they are here. Larger ones answer better and slower.'}
      </p>
      <ul className="model-list" aria-label="Models to download">
        {modelCatalogue.map((model) => (
          <CatalogueRow key={model.repository} model={model} offline={offline} />
        ))}
      </ul>
    </div>
  )
}

interface CatalogueRowProps {
  readonly model: CatalogueModel
  readonly offline: boolean
}

function CatalogueRow({ model, offline }: CatalogueRowProps) {
  const planning = usePlan()
  // The catalogue is a list of ours: its ids are what they should be.
  const repository = model.repository as Repository
  return (
    <li aria-label={model.name}>
      <h4>{model.name}</h4>
      <p>{model.goodFor}</p>
      <p className="note">
        {model.licence}, {memoryText(model)}
      </p>
      {!planning.plan && (
        <div className="settings-actions">
          <button
            type="button"
            className="button"
            disabled={offline}
            aria-disabled={planning.busy || undefined}
            aria-label={`Show sizes of ${model.name}`}
            onClick={() => !planning.busy && void planning.ask(repository)}
          >
            {planning.busy ? 'Asking…' : 'Show sizes'}
          </button>
        </div>
      )}
      <VariantChoice planning={planning} name={model.name} />
    </li>
  )
}
