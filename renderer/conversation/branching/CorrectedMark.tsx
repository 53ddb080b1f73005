import type { MessageId } from '../../../shared/contract/base.ts'
import { openMessageDialog } from './messageDialogStore.ts'

/** Says that a message was corrected in place, and shows what it said before. */
export function CorrectedMark({ messageId }: { readonly messageId: MessageId }) {
  return (
    <button
      type="button"
      className="corrected-mark"
      title="Show earlier texts"
      onClick={() => openMessageDialog({ kind: 'revisions', messageId })}
    >
      Corrected
    </button>
  )
}
