import type { Message } from '../../../shared/contract/conversations.ts'
import { useUnsentEdit } from './editingStore.ts'

/** Says that something was typed for a message and neither sent nor saved: Edit goes on with it. */
export function UnsentEditMark({ message }: { readonly message: Message }) {
  const unsent = useUnsentEdit(message)
  if (!unsent) return null
  return (
    <span className="unsent-edit" title="Edit goes on with it">
      Unsent edit
    </span>
  )
}
