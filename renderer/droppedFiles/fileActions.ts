/** What is dropped on the window, or pasted into it, is answered with what can be done with it. */
import { bounds } from '../../shared/bounds.ts'
import { showError } from '../announcements/toastStore.ts'
import { addToDraft, draftOf, type DraftKey } from '../composer/draftStore.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { openSettings } from '../settings/settingsDoorStore.ts'
import { startImport } from '../settings/transfer/importActions.ts'
import { useImport } from '../settings/transfer/importStore.ts'
import { createProfileStore, duringSession } from '../state/profileState.ts'
import { mostFiles, offerFor, type Offer } from './offer.ts'
import { readFile, type GivenFile } from './readFiles.ts'

/** The answer that is shown; null for none. */
export const useOffer = createProfileStore<{ readonly offer: Offer | null }>(() => ({ offer: null }))

export function closeOffer(): void {
  useOffer.setState({ offer: null })
}

function draftKey(): DraftKey {
  return useConversation.getState().currentId ?? 'new'
}

async function answer(given: readonly GivenFile[]): Promise<void> {
  const read = await duringSession(Promise.all(given.slice(0, mostFiles).map(readFile)))
  const room = bounds.messageText.max - draftOf(draftKey()).length
  useOffer.setState({ offer: offerFor(read, room, given.length) })
}

/** To be called while the event lasts: what it brings is gone after that. */
function filesOf(data: DataTransfer | null): readonly GivenFile[] {
  return [...(data?.items ?? [])].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null
    return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }] : []
  })
}

/** Some places take files themselves. */
const takers = '[data-takes-files]'

function onDrop({ dataTransfer, target }: DragEvent): void {
  if (target instanceof Element && target.closest(takers)) return
  const files = filesOf(dataTransfer)
  if (files.length > 0) void answer(files)
}

function onPaste(event: ClipboardEvent): void {
  const files = filesOf(event.clipboardData)
  // What is copied from a document brings a picture of it beside its text, which is what is pasted.
  if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
  event.preventDefault()
  void answer(files)
}

/** Answers files until the returned function is called. */
export function listenForFiles(): () => void {
  // A row of the list stops what is dropped on it.
  window.addEventListener('drop', onDrop, { capture: true })
  window.addEventListener('paste', onPaste)
  return () => {
    window.removeEventListener('drop', onDrop, { capture: true })
    window.removeEventListener('paste', onPaste)
  }
}

export function addText(text: string): void {
  closeOffer()
  addToDraft(draftKey(), text)
  focusComposer()
}

export function importFile(file: File): void {
  closeOffer()
  if (useImport.getState().state.phase === 'running')
    return showError('Another import is still running. Wait for it to finish, then drop the file again.')
  startImport(file)
  openSettings('Import and export')
}

export function openBackups(): void {
  closeOffer()
  openSettings('Backups')
}
