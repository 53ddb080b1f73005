import { useState } from 'react'
import { Form } from '../../components/Form.tsx'
import type { Connection } from '../../../shared/contract/connections.ts'
import { bounds } from '../../../shared/bounds.ts'
import { FormProblem } from '../../components/FormProblem.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { TextField } from '../../components/TextField.tsx'
import { hasProblem, useForm, type Problems } from '../../components/useForm.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { problemsOf } from '../../errors/fieldProblems.ts'
import { putConnection } from '../../models/connectionsStore.ts'
import { addressProblem, headersFrom, headersProblem, keyProblem } from './connectionTexts.ts'
import { HeaderRows } from './HeaderRows.tsx'
import { KeyField, PresetField, type ServerFields } from './ServerFields.tsx'

interface ServerFormProps {
  /** Null to add one. */
  readonly server: Connection | null
  readonly onDone: (note: string | null) => void
}

function problemsIn({ apiKey, baseUrl, headers, name }: ServerFields): Problems {
  return {
    name: name.trim() === '' ? 'Enter a name, for example Ollama.' : undefined,
    baseUrl: addressProblem(baseUrl) ?? undefined,
    apiKey: (apiKey === '' ? null : keyProblem(apiKey)) ?? undefined,
    headers: (headers && headersProblem(headers)) ?? undefined,
  }
}

/** Adds a server, or changes one: what is secret in it is kept unless it is entered anew. */
export function ServerForm({ onDone, server }: ServerFormProps) {
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const [fields, setFields] = useState<ServerFields>({
    name: server?.name ?? '',
    baseUrl: server?.baseUrl ?? '',
    apiKey: '',
    headers: server && server.headerNames.length > 0 ? null : [],
  })
  const change = (changed: Partial<ServerFields>): void => setFields({ ...fields, ...changed })

  async function submit(): Promise<Problems> {
    const wrong = problemsIn(fields)
    if (hasProblem(wrong)) return wrong
    const input = {
      connectionId: server?.id ?? null,
      name: fields.name.trim(),
      baseUrl: fields.baseUrl.trim(),
      apiKey: fields.apiKey.trim() || null,
      headers: fields.headers && headersFrom(fields.headers),
    }
    try {
      const { connection } = await call((client) => client.connections.saveServer(input))
      putConnection(connection)
      onDone(`${connection.name} saved`)
      return {}
    } catch (error) {
      return problemsOf(failureOf(error), {})
    }
  }

  return (
    <Form ref={form} className="form" onSubmit={() => run(submit)}>
      <h3>{server ? `Edit ${server.name}` : 'Add server'}</h3>
      {!server && <PresetField onChoose={change} />}
      <TextField
        label="Server name"
        name="name"
        autoComplete="off"
        maxLength={bounds.serverName.max}
        value={fields.name}
        onChange={(event) => change({ name: event.target.value })}
        error={problems['name'] ?? null}
      />
      <TextField
        label="Server address"
        name="baseUrl"
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={fields.baseUrl}
        onChange={(event) => change({ baseUrl: event.target.value })}
        error={problems['baseUrl'] ?? null}
        hint="It usually ends in /v1."
      />
      <KeyField server={server} value={fields.apiKey} problem={problems['apiKey']} onChange={change} />
      <HeaderRows
        kept={server?.headerNames ?? []}
        rows={fields.headers}
        problem={problems['headers']}
        onChange={(headers) => change({ headers })}
      />
      <FormProblem text={problems['form']} />
      <div className="settings-actions">
        <SubmitButton busy={busy}>Save server</SubmitButton>
        <button type="button" className="button button-plain" onClick={() => onDone(null)}>
          Cancel
        </button>
      </div>
    </Form>
  )
}
