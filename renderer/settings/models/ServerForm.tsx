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
import { addressProblem, headersFrom, headersProblem, keyProblem, type HeaderRow } from './connectionTexts.ts'
import { HeaderRows } from './HeaderRows.tsx'
import { KeyField, PresetField, type ServerFields } from './ServerFields.tsx'

interface ServerFormProps {
  /** Null to add one. */
  readonly server: Connection | null
  readonly onDone: (note: string | null) => void
}

/** Whether the address that is typed leads to another server than the one that key and headers were given for. */
function isMoved(server: Connection | null, typed: string): boolean {
  if (!server) return false
  const typedUrl = URL.parse(typed.trim())
  return typedUrl !== null && typedUrl.origin !== URL.parse(server.baseUrl ?? '')?.origin
}

/** The headers there were: their values stay behind with the old address, their names help to enter them again. */
function namesOnly(server: Connection | null): readonly HeaderRow[] {
  return (server?.headerNames ?? []).map((name) => ({ name, value: '' }))
}

function problemsIn({ apiKey, baseUrl, headers, name }: ServerFields, moved: boolean): Problems {
  const missing = moved ? headers?.find((row) => row.name.trim() !== '' && row.value === '') : undefined
  return {
    name: name.trim() === '' ? 'Enter a name, for example Ollama.' : undefined,
    baseUrl: addressProblem(baseUrl) ?? undefined,
    apiKey: (apiKey === '' ? null : keyProblem(apiKey)) ?? undefined,
    headers: missing
      ? `Enter the value of “${missing.name}” again, or remove it.`
      : ((headers && headersProblem(headers)) ?? undefined),
  }
}

function inputOf(server: Connection | null, { apiKey, baseUrl, headers, name }: ServerFields) {
  return {
    connectionId: server?.id ?? null,
    name: name.trim(),
    baseUrl: baseUrl.trim(),
    apiKey: apiKey.trim() || null,
    headers: headers && headersFrom(headers),
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
  const moved = isMoved(server, fields.baseUrl)
  const rows = fields.headers ?? (moved ? namesOnly(server) : null)
  const change = (changed: Partial<ServerFields>): void => setFields({ ...fields, ...changed })

  async function submit(): Promise<Problems> {
    const wrong = problemsIn({ ...fields, headers: rows }, moved)
    if (hasProblem(wrong)) return wrong
    const input = inputOf(server, { ...fields, headers: rows })
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
      <KeyField
        server={server}
        value={fields.apiKey}
        moved={moved}
        problem={problems['apiKey']}
        onChange={change}
      />
      <HeaderRows
        kept={server?.headerNames ?? []}
        rows={rows}
        moved={moved}
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
