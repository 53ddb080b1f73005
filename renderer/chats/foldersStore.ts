import type { FolderId } from '../../shared/contract/base.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { call } from '../connection/call.ts'
import { singleFlight } from '../connection/singleFlight.ts'
import { createProfileStorage } from '../state/profileStorage.ts'
import { createProfileStore } from '../state/profileState.ts'
import { hidePlace, showPlace } from './chatsStore.ts'

interface FoldersState {
  /** By name. */
  readonly folders: readonly Folder[]
  /** The folders whose chats are shown. */
  readonly open: ReadonlySet<FolderId>
  readonly loaded: boolean
}

const nothing: FoldersState = { folders: [], open: new Set(), loaded: false }

/** A reload shows the same folders open. Only their ids are kept. */
const openFolders = createProfileStorage('folders')

function keptOpen(): readonly FolderId[] {
  // Only `setFolderOpen` writes it.
  return JSON.parse(openFolders.read() ?? '[]') as readonly FolderId[]
}

export const useFolders = createProfileStore<FoldersState>(() => nothing)

export const refreshFolders: () => void = singleFlight(async () => {
  try {
    const { folders } = await call((client) => client.folders.list({}))
    receive(folders)
  } catch {
    // The chats say why nothing can be fetched; the folders come with the next change or the next connection.
  }
})

function receive(folders: readonly Folder[]): void {
  const known = new Set(folders.map(({ id }) => id))
  const { loaded, open } = useFolders.getState()
  for (const folderId of open) if (!known.has(folderId)) hidePlace({ kind: 'folder', folderId })
  useFolders.setState({ folders, open: new Set([...open].filter((id) => known.has(id))), loaded: true })
  if (!loaded) for (const id of keptOpen()) if (known.has(id)) setFolderOpen(id, true)
}

export function setFolderOpen(folderId: FolderId, isOpen: boolean): void {
  const { open } = useFolders.getState()
  if (open.has(folderId) === isOpen) return
  const next = new Set(open)
  if (isOpen) next.add(folderId)
  else next.delete(folderId)
  useFolders.setState({ open: next })
  openFolders.write(JSON.stringify([...next]))
  const place = { kind: 'folder', folderId } as const
  if (isOpen) showPlace(place)
  else hidePlace(place)
}
