import { Folder as FolderIcon, FolderMinus, FolderPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Folder } from '../../shared/contract/folders.ts'
import { Dialog } from '../components/Dialog.tsx'
import { moveChat } from './chatActions.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { moveFolder } from './folderActions.ts'
import { DeleteFolderDialog, NewFolderDialog } from './FolderDialogs.tsx'
import { useFolders } from './foldersStore.ts'
import { foldersFor, inTreeOrder } from './folderTree.ts'
import { backTo, closeListDialog, openListDialog, useListDialog, type Asked } from './listDialogStore.ts'
import { keepingFocus } from './rowFocus.ts'

/** The question about the list that is being asked, if one is. */
export function ListDialogs() {
  const dialog = useListDialog((state) => state.dialog)
  if (!dialog) return null
  switch (dialog.kind) {
    case 'move-chat':
      return <MoveChatDialog {...dialog} />
    case 'move-folder':
      return <MoveFolderDialog {...dialog} />
    case 'new-folder':
      return <NewFolderDialog {...dialog} />
    case 'delete-folder':
      return <DeleteFolderDialog {...dialog} />
    case 'export-chat': {
      const { id, title } = dialog.chat
      const scope = { kind: 'conversation', conversationId: id } as const
      return <ExportDialog scope={scope} name={title} onClose={() => backTo(id)} />
    }
    case 'export-folder': {
      const { id, name } = dialog.folder
      return <ExportDialog scope={{ kind: 'folder', folderId: id }} name={name} onClose={() => backTo(id)} />
    }
  }
}

function MoveChatDialog({ chat }: Asked<'move-chat'>) {
  const folders = useFolders((state) => state.folders)
  function moveTo(folder: Folder | null): void {
    closeListDialog()
    void keepingFocus(chat.id, () => moveChat(chat, folder?.id ?? null))
  }
  return (
    <Dialog title="Move to folder" onClose={() => backTo(chat.id)}>
      <p className="note folder-choice-about">{chat.title}</p>
      <FolderChoice
        folders={inTreeOrder(folders)}
        currentId={chat.folderId}
        none="No folder"
        onChoose={moveTo}
      >
        <li>
          <button
            type="button"
            className="folder-choice"
            onClick={() => openListDialog({ kind: 'new-folder', parentId: null, chat })}
          >
            <FolderPlus size={16} aria-hidden="true" />
            New folder…
          </button>
        </li>
      </FolderChoice>
    </Dialog>
  )
}

function MoveFolderDialog({ folder }: Asked<'move-folder'>) {
  const folders = useFolders((state) => state.folders)
  function moveTo(parent: Folder | null): void {
    closeListDialog()
    void keepingFocus(folder.id, () => moveFolder(folder, parent))
  }
  return (
    <Dialog title="Move folder" onClose={() => backTo(folder.id)}>
      <p className="note folder-choice-about">{folder.name}</p>
      <FolderChoice
        folders={foldersFor(folder, folders)}
        currentId={folder.parentId}
        none="Not in a folder"
        onChoose={moveTo}
      />
    </Dialog>
  )
}

interface FolderChoiceProps {
  readonly folders: readonly Folder[]
  readonly currentId: Folder['parentId']
  /** What stands for being in none. */
  readonly none: string
  readonly onChoose: (folder: Folder | null) => void
  readonly children?: ReactNode
}

function FolderChoice({ children, currentId, folders, none, onChoose }: FolderChoiceProps) {
  return (
    <ul className="folder-choices">
      <li>
        <button
          type="button"
          className="folder-choice"
          aria-current={currentId === null ? 'true' : undefined}
          onClick={() => onChoose(null)}
        >
          <FolderMinus size={16} aria-hidden="true" />
          {none}
        </button>
      </li>
      {folders.map((folder) => (
        <li key={folder.id}>
          <button
            type="button"
            className="folder-choice"
            data-level={folder.parentId === null ? 0 : 1}
            aria-current={folder.id === currentId ? 'true' : undefined}
            onClick={() => onChoose(folder)}
          >
            <FolderIcon size={16} aria-hidden="true" />
            <span>{folder.name}</span>
          </button>
        </li>
      ))}
      {children}
    </ul>
  )
}
