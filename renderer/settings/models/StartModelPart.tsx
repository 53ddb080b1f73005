import { useId } from 'react'
import { ModelSelect } from '../../models/ModelSelect.tsx'
import { modelTitle } from '../../models/modelNames.ts'
import { modelOf, useModels } from '../../models/modelsStore.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { SaveNote } from '../SaveNote.tsx'
import { useSave } from '../useSave.ts'

export function StartModelPart() {
  const id = useId()
  const preferred = usePreferences((state) => state.preferences?.modelId ?? null)
  const model = useModels((state) => modelOf(state.models, preferred))
  const [saved, save] = useSave()
  return (
    <div className="field">
      <label htmlFor={id}>New chats start with</label>
      <ModelSelect id={id} chosenId={preferred} onChoose={(modelId) => save({ modelId })} />
      {model && <p className="field-hint">{modelTitle(model)}</p>}
      <SaveNote state={saved} />
    </div>
  )
}
