import { useId, useState } from 'react'
import { Form } from '../components/Form.tsx'
import type { ModelId } from '../../shared/contract/base.ts'
import type { Connection } from '../../shared/contract/connections.ts'
import { Dialog } from '../components/Dialog.tsx'
import { TextField } from '../components/TextField.tsx'
import { useForm, type Problems } from '../components/useForm.ts'
import { connectionIdOf, typedModel } from './modelNames.ts'

interface AnotherModelDialogProps {
  readonly connections: readonly Connection[]
  readonly chosenId: ModelId | null
  readonly onChoose: (id: ModelId) => void
  readonly onClose: () => void
}

/** A model by its name: providers have more than they list, and some list none. */
export function AnotherModelDialog({ chosenId, connections, onChoose, onClose }: AnotherModelDialogProps) {
  const id = useId()
  const { form, problems, run } = useForm({ focusFirst: true })
  const [providerId, setProviderId] = useState(
    () =>
      connections.find((one) => chosenId !== null && one.id === connectionIdOf(chosenId))?.id ??
      connections.find((one) => one.keySource !== 'none')?.id ??
      connections[0]?.id,
  )
  const [name, setName] = useState('')

  function use(): Problems {
    if (providerId === undefined) return {}
    const typed = typedModel(providerId, name)
    if ('problem' in typed) return { name: typed.problem }
    onChoose(typed.modelId)
    return {}
  }

  return (
    <Dialog title="Another model" onClose={onClose}>
      <Form ref={form} className="form" onSubmit={() => run(() => Promise.resolve(use()))}>
        <div className="field">
          <label htmlFor={id}>Provider</label>
          <select
            id={id}
            value={providerId}
            onChange={(event) =>
              setProviderId(connections.find((one) => one.id === event.target.value)?.id ?? providerId)
            }
          >
            {connections.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        <TextField
          label="Model name"
          name="name"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problems['name'] ?? null}
          hint="As the provider calls it, for example gpt-4.1-mini or llama3.2:3b."
        />
        <div className="dialog-actions">
          <button type="button" className="button button-plain" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-main">
            Use model
          </button>
        </div>
      </Form>
    </Dialog>
  )
}
