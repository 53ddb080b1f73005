/** Chats and folders that are dragged with the pointer. Everything it does, the menus do too. */
import type { DragEvent } from 'react'
import { createProfileStore, onEndOf } from '../state/profileState.ts'
import { moveChat, setPinned } from './chatActions.ts'
import { canDrop, targetKey, type Dragged, type DropTarget } from './dropRules.ts'
import { moveFolder } from './folderActions.ts'
import { setFolderOpen, useFolders } from './foldersStore.ts'

interface DragState {
  readonly dragged: Dragged | null
  /** The key of the target under the pointer that would take it. */
  readonly over: string | null
}

const nothing: DragState = { dragged: null, over: null }

export const useDrag = createProfileStore<DragState>(() => nothing)

/** A closed folder opens when something is held over it for this long, in milliseconds. */
const openAfter = 700

/** Says to the browser, and to nobody else, that this is ours: no title leaves the window. */
const type = 'application/x-confab'

let starting = 0
let opening: ReturnType<typeof setTimeout> | undefined

function setOver(target: DropTarget | null): void {
  const over = target && targetKey(target)
  if (useDrag.getState().over === over) return
  clearTimeout(opening)
  useDrag.setState({ over })
  if (target?.kind !== 'folder') return
  opening = setTimeout(() => setFolderOpen(target.folderId, true), openAfter)
}

function end(): void {
  cancelAnimationFrame(starting)
  clearTimeout(opening)
  useDrag.setState(nothing)
}

onEndOf('session', end)

/** What makes an element one that can be dragged. */
export function dragSource(dragged: Dragged) {
  return {
    draggable: true,
    onDragStart(event: DragEvent): void {
      event.dataTransfer.setData(type, '')
      event.dataTransfer.effectAllowed = 'move'
      // What it brings may cover the row, and a browser ends a drag whose row changes while it begins.
      starting = requestAnimationFrame(() => useDrag.setState({ dragged, over: null }))
    },
    onDragEnd: end,
  }
}

function drop(dragged: Dragged, target: DropTarget): void {
  const folders = useFolders.getState().folders
  const folder = target.kind === 'folder' ? folders.find(({ id }) => id === target.folderId) : null
  if (dragged.kind === 'folder') void moveFolder(dragged.folder, folder ?? null)
  else if (target.kind === 'pinned') void setPinned(dragged.chat.id, true)
  else void moveChat(dragged.chat, folder?.id ?? null)
}

/** What makes an element one onto which a chat or a folder can be dropped. An element inside of it goes first. */
export function dropZone(target: DropTarget) {
  function taken(event: DragEvent): Dragged | null {
    const { dragged } = useDrag.getState()
    if (!dragged || !event.dataTransfer.types.includes(type)) return null
    return canDrop(dragged, target, useFolders.getState().folders) ? dragged : null
  }
  return {
    onDragOver(event: DragEvent): void {
      event.stopPropagation()
      const takes = taken(event) !== null
      if (takes) event.preventDefault()
      setOver(takes ? target : null)
    },
    onDrop(event: DragEvent): void {
      event.stopPropagation()
      const dragged = taken(event)
      end()
      if (!dragged) return
      event.preventDefault()
      drop(dragged, target)
    },
  }
}

/** For the element around all targets: nothing is under the pointer once it has left. */
export function leaveDropZones(event: DragEvent): void {
  const to = event.relatedTarget
  if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(null)
}
