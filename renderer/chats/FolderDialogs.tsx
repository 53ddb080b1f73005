import { useState } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { Form } from '../components/Form.tsx'
import { SubmitButton } from '../components/SubmitButton.tsx'
import { TextField } from '../components/TextField.tsx'
import { useForm } from '../components/useForm.ts'
import { createFolder, deleteFolder } from './folderActions.ts'
import { useFolders } from './foldersStore.ts'
import { backTo, closeListDialog, type Asked } from './listDialogStore.ts'
import { focusRow, keepingFocus } from './rowFocus.ts'

export function NewFolderDialog({ chat, parentId }: Asked<'new-folder'>) {
  const { busy, form, problems, run } = useForm({ focusFirst: true })
  const parent = useFolders((state) => state.folders.find(({ id }) => id === parentId))
  const [name, setName] = useState('')

  async function create(): Promise<{ readonly name?: string }> {
    const problem = await createFolder(name, parentId, chat)
    if (problem !== null) return { name: problem }
    closeListDialog()
    if (chat) focusRow(chat.id)
    return {}
  }

  return (
    <Dialog title={parent ? `New folder in ${parent.name}` : 'New folder'} onClose={closeListDialog}>
      <Form ref={form} className="form" onSubmit={() => run(create)}>
        <TextField
          label="Name of the folder"
          name="name"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problems['name'] ?? null}
        />
        <div className="dialog-actions">
          <button type="button" className="button button-plain" onClick={closeListDialog}>
            Cancel
          </button>
          <SubmitButton busy={busy}>Create folder</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

export function DeleteFolderDialog({ folder }: Asked<'delete-folder'>) {
  const parent = useFolders((state) => state.folders.find(({ id }) => id === folder.parentId))
  const where = parent ? `go up into ${parent.name}` : 'go back among your other chats'
  return (
    <Dialog title={`Delete folder ${folder.name}?`} onClose={() => backTo(folder.id)}>
      <p>
        Only the folder goes. No chat is deleted: the chats in it {where}
        {parent ? '' : ', and folders in it become folders of their own'}.
      </p>
      <div className="dialog-actions">
        <button type="button" className="button button-plain" onClick={() => backTo(folder.id)}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            closeListDialog()
            void keepingFocus(folder.id, () => deleteFolder(folder))
          }}
        >
          Delete folder
        </button>
      </div>
    </Dialog>
  )
}
