import { useState } from 'react'
import { Form } from '../../components/Form.tsx'
import type { Connection } from '../../../shared/contract/connections.ts'
import { FormProblem } from '../../components/FormProblem.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useForm, type Problems } from '../../components/useForm.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { problemsOf } from '../../errors/fieldProblems.ts'
import { putConnection } from '../../models/connectionsStore.ts'
import { keyProblem } from './connectionTexts.ts'

interface KeyFormProps {
  readonly connection: Connection
  /** It was opened to replace a key, so it takes the focus and can be left. */
  readonly replacing: boolean
  readonly onDone: () => void
}

/** Takes a key. Once it is saved it is never shown again. */
export function KeyForm({ connection: { id, name }, onDone, replacing }: KeyFormProps) {
  const { busy, form, problems, run } = useForm({ focusFirst: replacing })
  const [key, setKey] = useState('')

  async function submit(): Promise<Problems> {
    const wrong = keyProblem(key)
    if (wrong !== null) return { apiKey: wrong }
    try {
      const input = { connectionId: id, apiKey: key.trim() }
      const { connection } = await call((client) => client.connections.setKey(input))
      setKey('')
      putConnection(connection)
      onDone()
      return {}
    } catch (error) {
      return problemsOf(failureOf(error), {})
    }
  }

  return (
    <Form ref={form} className="key-form" onSubmit={() => run(submit)}>
      <TextField
        label={`${name} key`}
        name="apiKey"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={key}
        onChange={(event) => setKey(event.target.value)}
        error={problems['apiKey'] ?? null}
      />
      <FormProblem text={problems['form']} />
      <div className="settings-actions">
        <SubmitButton busy={busy} className="">
          Save key
        </SubmitButton>
        {replacing && (
          <button type="button" className="button button-plain" onClick={onDone}>
            Cancel
          </button>
        )}
      </div>
    </Form>
  )
}
