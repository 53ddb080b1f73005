import { bounds } from '../../shared/bounds.ts'
import type { ConversationId } from '../../shared/contract/base.ts'
import { call } from '../connection/call.ts'
import { createProfileStore } from '../state/profileState.ts'
import { keepDrafts, saveDraftsSoon } from './draftSaving.ts'

/** Where something is being typed: a conversation, or the new chat. */
export type DraftKey = ConversationId | 'new'

interface Draft {
  readonly text: string
  /** The core has it. */
  readonly saved: boolean
}

interface DraftState {
  /** Once something stands here it is what counts: the core's copy is only read where nothing does. */
  readonly drafts: ReadonlyMap<DraftKey, Draft>
}

export const useDrafts = createProfileStore<DraftState>(() => ({ drafts: new Map() }), 'profile')

function put(key: DraftKey, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: new Map(drafts).set(key, draft) }))
}

export function draftOf(key: DraftKey): string {
  return useDrafts.getState().drafts.get(key)?.text ?? ''
}

export function setDraft(key: DraftKey, text: string): void {
  put(key, { text, saved: false })
  saveDraftsSoon()
}

/** Empties a composer whose text is being sent: the core forgets its draft with the message. */
export function takeDraft(key: DraftKey): string {
  const text = draftOf(key)
  put(key, { text: '', saved: true })
  return text
}

/** Puts text that was refused back before whatever was typed meanwhile. */
export function giveBack(key: DraftKey, text: string): void {
  const typed = draftOf(key)
  setDraft(key, typed === '' ? text : `${text}\n\n${typed}`)
}

/** Puts text below what is typed. */
export function addToDraft(key: DraftKey, text: string): void {
  const typed = draftOf(key)
  setDraft(key, typed === '' ? text : `${typed}\n\n${text}`)
}

/** A draft that the core has kept, when nothing is typed here. */
export function receiveDraft(key: DraftKey, text: string): void {
  if (!useDrafts.getState().drafts.has(key)) put(key, { text, saved: true })
}

export async function loadNewChatDraft(fetch: () => Promise<{ readonly text: string }>): Promise<void> {
  const { text } = await fetch()
  receiveDraft('new', text)
}

/** The new chat has become a conversation, or what was sent in one has started another: what is typed goes with it. */
export function moveDraft(from: DraftKey, to: ConversationId): void {
  const text = draftOf(from)
  if (text !== '') setDraft(to, text)
  put(from, { text: '', saved: text === '' })
}

async function saveAll(): Promise<void> {
  const unsaved = [...useDrafts.getState().drafts].filter(([, draft]) => !draft.saved)
  await Promise.all(unsaved.map(([key, draft]) => save(key, draft)))
}

async function save(key: DraftKey, draft: Draft): Promise<void> {
  // Longer than a message may be: it stays here until it is shortened.
  if (draft.text.length > bounds.messageText.max) return
  const conversationId = key === 'new' ? null : key
  try {
    await call((client) => client.conversations.saveDraft({ conversationId, text: draft.text }))
    if (useDrafts.getState().drafts.get(key) === draft) put(key, { ...draft, saved: true })
  } catch {
    // It stays unsaved, so the next pause in typing tries again; the window holds the text meanwhile.
  }
}

function forgetSaved(shown: DraftKey): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: new Map([...drafts].filter(([key, draft]) => key === shown || key === 'new' || !draft.saved)),
  }))
}

keepDrafts({ save: saveAll, leave: forgetSaved })
