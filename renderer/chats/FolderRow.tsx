import { ChevronRight, Download, FolderInput, FolderPlus, Pencil, Trash2 } from 'lucide-react'
import { memo, useMemo, useState, type KeyboardEvent } from 'react'
import type { Folder } from '../../shared/contract/folders.ts'
import { dragSource, dropZone, useDrag } from './dragging.ts'
import { renameFolder } from './folderActions.ts'
import { setFolderOpen } from './foldersStore.ts'
import { openListDialog } from './listDialogStore.ts'
import { RenameField } from './RenameField.tsx'
import { focusRow } from './rowFocus.ts'
import { RowMenu, RowMenuItem } from './RowMenu.tsx'

interface FolderRowProps {
  readonly folder: Folder
  readonly open: boolean
  /** How many it is said to hold. */
  readonly chats: number
  /** Of all rows the Tab key goes to this one. */
  readonly tabStop: boolean
}

export const FolderRow = memo(function FolderRow({ chats, folder, open, tabStop }: FolderRowProps) {
  const [renaming, setRenaming] = useState(false)
  const over = useDrag((state) => state.over === folder.id)
  const drag = useMemo(
    () => ({
      ...dragSource({ kind: 'folder', folder }),
      ...dropZone({ kind: 'folder', folderId: folder.id }),
    }),
    [folder],
  )

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'F2') setRenaming(true)
    else if (event.key === 'Delete') openListDialog({ kind: 'delete-folder', folder })
    else if (event.key === 'ArrowRight') setFolderOpen(folder.id, true)
    else if (event.key === 'ArrowLeft') setFolderOpen(folder.id, false)
    else return
    event.preventDefault()
  }

  if (renaming)
    return (
      <RenameField
        rowKey={folder.id}
        label="Name of the folder"
        name={folder.name}
        save={(name) => renameFolder(folder.id, name)}
        onDone={(byKey) => {
          setRenaming(false)
          if (byKey) focusRow(folder.id)
        }}
      />
    )
  return (
    <div
      className="chat-row folder-row"
      data-level={folder.parentId === null ? 0 : 1}
      data-over={over || undefined}
      {...drag}
    >
      <button
        type="button"
        className="chat-open"
        data-row={folder.id}
        tabIndex={tabStop ? 0 : -1}
        aria-expanded={open}
        title={folder.name}
        onKeyDown={onKeyDown}
        onClick={() => setFolderOpen(folder.id, !open)}
      >
        <ChevronRight className="folder-arrow" size={14} aria-hidden="true" />
        <span className="chat-title" id={`folder-${folder.id}`}>
          {folder.name}
        </span>
        <span className="folder-count">
          {chats}
          <span className="visually-hidden">{chats === 1 ? ' chat' : ' chats'}</span>
        </span>
      </button>
      <FolderMenu folder={folder} tabStop={tabStop} onRename={() => setRenaming(true)} />
    </div>
  )
})

interface FolderMenuProps {
  readonly folder: Folder
  readonly tabStop: boolean
  readonly onRename: () => void
}

function FolderMenu({ folder, onRename, tabStop }: FolderMenuProps) {
  return (
    <RowMenu label="Folder options" describedBy={`folder-${folder.id}`} tabStop={tabStop}>
      {(choose) => (
        <>
          <RowMenuItem label="Rename" icon={Pencil} onSelect={choose(onRename)} />
          {folder.parentId === null && (
            <RowMenuItem
              label="New folder inside"
              icon={FolderPlus}
              onSelect={choose(() => openListDialog({ kind: 'new-folder', parentId: folder.id, chat: null }))}
            />
          )}
          <RowMenuItem
            label="Move folder"
            icon={FolderInput}
            onSelect={choose(() => openListDialog({ kind: 'move-folder', folder }))}
          />
          <RowMenuItem
            label="Export"
            icon={Download}
            onSelect={choose(() => openListDialog({ kind: 'export-folder', folder }))}
          />
          <RowMenuItem
            label="Delete folder"
            icon={Trash2}
            danger
            onSelect={choose(() => openListDialog({ kind: 'delete-folder', folder }))}
          />
        </>
      )}
    </RowMenu>
  )
}
