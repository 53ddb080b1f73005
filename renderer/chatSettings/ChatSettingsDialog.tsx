import { useLayoutEffect, useState } from 'react'
import { Form } from '../components/Form.tsx'
import type { ModelId } from '../../shared/contract/base.ts'
import type { ChatSettings } from '../../shared/contract/preferences.ts'
import { parameterRanges, providerKindOf } from '../../shared/parameters.ts'
import { Dialog } from '../components/Dialog.tsx'
import { FormProblem } from '../components/FormProblem.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { hasProblem, useForm, type Problems } from '../components/useForm.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { SaveNote } from '../settings/SaveNote.tsx'
import { useChatSetup } from './chatSetupStore.ts'
import { currentSettings, settingsOfNewChats } from './newChatSettings.ts'
import { saveForNewChats, saveForThisChat } from './saveSettings.ts'
import { SettingsFieldList } from './SettingsFieldList.tsx'
import { fieldProblems, fieldsOf, noFields, settingsFrom } from './settingsFields.ts'

interface ChatSettingsDialogProps {
  readonly modelId: ModelId
  readonly onClose: () => void
}

/** What a chat tells and asks of its model besides the messages. */
export function ChatSettingsDialog({ modelId, onClose }: ChatSettingsDialogProps) {
  const { busy, changed, form, problems, run } = useForm({ focusFirst: false })
  const [before] = useState(() => currentSettings() ?? settingsOfNewChats())
  const [fields, setFields] = useState(() => fieldsOf(before))
  const [note, setNote] = useState<string | null>(null)
  const ranges = parameterRanges[providerKindOf(modelId)]
  useLayoutEffect(() => {
    const { field } = useChatSetup.getState()
    const wanted = field === null ? null : form.current?.elements.namedItem(field)
    if (wanted instanceof HTMLInputElement) wanted.focus()
  }, [form])

  function keep(save: (settings: ChatSettings) => Promise<void>, then: () => void): void {
    setNote(null)
    run(async (): Promise<Problems> => {
      const wrong = fieldProblems(fields, ranges)
      if (hasProblem(wrong)) return wrong
      try {
        await save(settingsFrom(fields, ranges, before))
        then()
        return {}
      } catch (error) {
        return { form: sentenceOf(failureOf(error)) }
      }
    })
  }

  return (
    <Dialog title="Chat setup" className="chat-setup" onClose={onClose}>
      <Form ref={form} className="form" onSubmit={() => keep(saveForThisChat, onClose)}>
        <SettingsFieldList
          fields={fields}
          ranges={ranges}
          problems={problems}
          onChange={(change) => {
            setNote(null)
            changed(Object.keys(change))
            setFields({ ...fields, ...change })
          }}
        />
        <FormProblem text={problems['form']} />
        <SaveNote state={note === null ? null : { kind: 'saved', text: note }} />
        <div className="dialog-actions chat-setup-actions">
          <button
            type="button"
            className="button button-plain"
            onClick={() => {
              setFields(noFields)
              setNote('All the model’s own. Save to keep it so.')
            }}
          >
            Reset
          </button>
          <button
            type="button"
            className="button"
            onClick={() => keep(saveForNewChats, () => setNote('New chats start with this from now on.'))}
          >
            Use for new chats
          </button>
          <SubmitButton busy={busy}>Save</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
