import { useState } from 'react'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { TextField } from '../../components/TextField.tsx'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { repositoryIn } from './repositoryIn.ts'
import { usePlan } from './usePlan.ts'
import { VariantChoice } from './VariantChoice.tsx'

/** Any model of the hub, by its id. */
export function AnotherModel() {
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  const planning = usePlan()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function look(): void {
    const repository = repositoryIn(text)
    setProblem(repository ? null : 'Enter the id as owner/name, for example Xenova/flan-t5-small.')
    if (repository && !planning.busy) void planning.ask(repository)
  }

  return (
    <Form
      className="settings-group"
      onSubmit={() => {
        if (!offline) look()
      }}
    >
      <h3>Another model</h3>
      <TextField
        label="Id of a model on the hub"
        placeholder="owner/name"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={problem}
        hint="A model that writes text and has files in the ONNX form."
        onChange={(event) => {
          setText(event.target.value)
          planning.clear()
        }}
      />
      {!planning.plan && (
        <div className="settings-actions">
          <SubmitButton busy={planning.busy} disabled={offline} className="">
            {planning.busy ? 'Asking…' : 'Look it up'}
          </SubmitButton>
        </div>
      )}
      <VariantChoice planning={planning} name={text.trim()} />
    </Form>
  )
}
