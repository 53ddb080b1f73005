import { create } from 'zustand'
import type { FolderId } from '../../shared/contract/base.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { call } from '../connection/call.ts'
import { singleFlight } from '../connection/singleFlight.ts'
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
const openKey = 'confab:folders'

function keptOpen(): readonly FolderId[] {
  // Only `setFolderOpen` writes it.
  return JSON.parse(sessionStorage.getItem(openKey) ?? '[]') as readonly FolderId[]
}

export const useFolders = create<FoldersState>(() => nothing)

/** Counts the times the folders were forgotten: an answer of before belongs to another profile. */
let generation = 0

export function clearFolders(): void {
  generation += 1
  useFolders.setState(nothing)
}

export const refreshFolders: () => void = singleFlight(async () => {
  const asked = generation
  try {
    const { folders } = await call((client) => client.folders.list({}))
    if (asked === generation) receive(folders)
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
  sessionStorage.setItem(openKey, JSON.stringify([...next]))
  const place = { kind: 'folder', folderId } as const
  if (isOpen) showPlace(place)
  else hidePlace(place)
}
