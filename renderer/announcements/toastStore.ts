import { createProfileStore } from '../state/profileState.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'note' | 'error'
  readonly action: { readonly label: string; readonly run: () => void } | null
  /** Epoch milliseconds at which it goes by itself. */
  readonly until: number
}

/** How long a toast stays when nothing else is said, in milliseconds: long enough to be read twice. */
const noteDuration = 6_000
const errorDuration = 12_000

interface ToastState {
  readonly toasts: readonly Toast[]
}

export const useToasts = createProfileStore<ToastState>(() => ({ toasts: [] }))

let lastId = 0

function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  const id = lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { ...toast, id }] }))
  setTimeout(() => dismissToast(id), Math.max(toast.until - Date.now(), 0))
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

export function showError(text: string): void {
  show({ text, kind: 'error', action: null, until: Date.now() + errorDuration })
}

export function showNote(text: string): void {
  show({ text, kind: 'note', action: null, until: Date.now() + noteDuration })
}

/** A note with one thing to do about it, until a time in epoch milliseconds. */
export function showUndo(text: string, run: () => void, until: number): void {
  show({ text, kind: 'note', action: { label: 'Undo', run }, until })
}
