import { Dialog } from '../../components/Dialog.tsx'
import { AnotherModelDialog } from '../../models/AnotherModelDialog.tsx'
import { useConnections } from '../../models/connectionsStore.ts'
import { confirmDelete, regenerate } from './branchActions.ts'
import { deletionQuestion } from './deletionWords.ts'
import { closeMessageDialog, useMessageDialog, type MessageDialog } from './messageDialogStore.ts'
import { RevisionsDialog } from './RevisionsDialog.tsx'

/** The question about a message that is being asked, if one is. */
export function MessageDialogs() {
  const dialog = useMessageDialog()
  if (!dialog) return null
  switch (dialog.kind) {
    case 'delete':
      return <DeleteDialog {...dialog} />
    case 'revisions':
      return <RevisionsDialog messageId={dialog.messageId} />
    case 'another-model':
      return <RegenerateWithAnother {...dialog} />
  }
}

type Asked<Kind extends MessageDialog['kind']> = Extract<MessageDialog, { readonly kind: Kind }>

function DeleteDialog({ deletion, message }: Asked<'delete'>) {
  return (
    <Dialog
      title={deletion.wholeConversation ? 'Delete chat?' : 'Delete messages?'}
      onClose={closeMessageDialog}
    >
      <p>{deletionQuestion(deletion)}</p>
      <div className="dialog-actions">
        <button type="button" className="button button-plain" onClick={closeMessageDialog}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            closeMessageDialog()
            void confirmDelete(message, deletion)
          }}
        >
          Delete
        </button>
      </div>
    </Dialog>
  )
}

function RegenerateWithAnother({ message }: Asked<'another-model'>) {
  const connections = useConnections((state) => state.connections)
  return (
    <AnotherModelDialog
      connections={connections}
      chosenId={message.modelId}
      onClose={closeMessageDialog}
      onChoose={(modelId) => {
        closeMessageDialog()
        void regenerate(message.id, modelId)
      }}
    />
  )
}
