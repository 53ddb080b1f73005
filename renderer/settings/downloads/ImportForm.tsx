import { useRef, useState } from 'react'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { TextField } from '../../components/TextField.tsx'
import { SaveNote } from '../SaveNote.tsx'
import type { SaveState } from '../useSave.ts'
import { importFolder } from './downloadActions.ts'

/** A model that is on this machine already, copied from its folder. */
export function ImportForm() {
  const [path, setPath] = useState('')
  const [busy, setBusy] = useState(false)
  const [state, setState] = useState<SaveState | null>(null)
  const running = useRef(false)

  async function copy(): Promise<void> {
    if (running.current || path.trim() === '') return
    running.current = true
    setBusy(true)
    setState(null)
    const answer = await importFolder(path.trim())
    running.current = false
    setBusy(false)
    if ('problem' in answer) return setState({ kind: 'problem', text: answer.problem })
    setPath('')
    setState({ kind: 'saved', text: `Imported as ${answer.folder}` })
  }

  return (
    <Form className="settings-group" onSubmit={() => void copy()}>
      <h3>Import a folder</h3>
      <TextField
        label="Path of the folder"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={path}
        hint="With config.json, tokenizer.json and a folder “onnx”. It is copied; the original stays where it is."
        onChange={(event) => setPath(event.target.value)}
      />
      <div className="settings-actions">
        <SubmitButton busy={busy} className="">
          {busy ? 'Copying…' : 'Import'}
        </SubmitButton>
        <SaveNote state={state} />
      </div>
    </Form>
  )
}
