import { useMemo, useState } from 'react'
import type { ModelId } from '../../shared/contract/base.ts'
import { useAskable } from './askable.ts'
import { AnotherModelDialog } from './AnotherModelDialog.tsx'
import { useConnections } from './connectionsStore.ts'
import { connectionIdOf, isOff, modelGroups, modelTitle, typedName, type ModelGroup } from './modelNames.ts'
import { modelOf, useModels } from './modelsStore.ts'

interface ModelSelectProps {
  readonly id?: string
  readonly label?: string
  readonly className?: string
  readonly chosenId: ModelId | null
  readonly onChoose: (id: ModelId) => void
}

/** The value of the option that asks for a name; no id of a model has no colon. */
const another = 'another'

/** Every model that can be picked, by who serves it, and the one that is, listed or not. */
export function ModelSelect({ chosenId, className, id, label, onChoose }: ModelSelectProps) {
  const models = useModels((state) => state.models)
  const connections = useConnections((state) => state.connections)
  const askable = useAskable(connections)
  const [typing, setTyping] = useState(false)
  const groups = useMemo(() => modelGroups(models, connections, chosenId), [chosenId, connections, models])
  const chosen = modelOf(models, chosenId)

  function choose(value: string): void {
    const model = models.find((candidate) => candidate.id === value)
    if (value === another) setTyping(true)
    else if (model) onChoose(model.id)
  }

  return (
    <>
      <select
        id={id}
        className={className}
        aria-label={label}
        title={chosen ? modelTitle(chosen) : titleOfUnlisted(chosenId)}
        value={chosenId ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        {groups.map((group) => (
          <Group
            key={group.connectionId}
            group={group}
            chosenId={chosenId}
            off={isOff(group, connections, askable)}
          />
        ))}
        {askable.length > 0 && <option value={another}>Another model…</option>}
      </select>
      {typing && (
        <AnotherModelDialog
          connections={askable}
          chosenId={chosenId}
          onClose={() => setTyping(false)}
          onChoose={(modelId) => {
            setTyping(false)
            onChoose(modelId)
          }}
        />
      )}
    </>
  )
}

interface GroupProps {
  readonly group: ModelGroup
  readonly chosenId: ModelId | null
  readonly off: boolean
}

function Group({ chosenId, group: { connectionId, models, name }, off }: GroupProps) {
  const unlisted =
    chosenId !== null &&
    connectionIdOf(chosenId) === connectionId &&
    !models.some((model) => model.id === chosenId)
  return (
    <optgroup label={off ? `${name} (off: Offline only)` : name} disabled={off}>
      {unlisted && <option value={chosenId}>{nameOfUnlisted(chosenId)}</option>}
      {models.map((model) => (
        <option key={model.id} value={model.id} title={modelTitle(model)}>
          {model.name}
        </option>
      ))}
    </optgroup>
  )
}

/** A provider may have more models than it lists; what is on this machine is listed or gone. */
function nameOfUnlisted(id: ModelId): string {
  return connectionIdOf(id) === null ? `${typedName(id)} (missing)` : typedName(id)
}

function titleOfUnlisted(id: ModelId | null): string | undefined {
  if (id === null) return undefined
  return connectionIdOf(id) === null ? 'This model is not there any more' : 'A model by the name you typed in'
}
