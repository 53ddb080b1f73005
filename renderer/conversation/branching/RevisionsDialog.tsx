import { useEffect, useId, useState } from 'react'
import type { ConversationId, MessageId } from '../../../shared/contract/base.ts'
import type { Revision } from '../../../shared/contract/messages.ts'
import { announce } from '../../announcements/announcementStore.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { TimeText } from '../../time/TimeText.tsx'
import { useConversation } from '../conversationStore.ts'
import { correctMessage } from '../editing/editActions.ts'
import { keepUnsentEdit } from '../editing/editDrafts.ts'
import { useAnswering } from '../useAnswering.ts'
import { closeMessageDialog } from './messageDialogStore.ts'

interface Loaded {
  /** Null until they are there. */
  readonly revisions: readonly Revision[] | null
  readonly problem: string | null
}

function useRevisions(conversationId: ConversationId, messageId: MessageId): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ revisions: null, problem: null })
  useEffect(() => {
    async function load(): Promise<void> {
      try {
        const { revisions } = await call((client) => client.messages.revisions({ conversationId, messageId }))
        setLoaded({ revisions, problem: null })
      } catch (error) {
        setLoaded({ revisions: null, problem: sentenceOf(failureOf(error)) })
      }
    }
    void load()
  }, [conversationId, messageId])
  return loaded
}

/** What a message said before it was corrected, to be read, copied and brought back. */
export function RevisionsDialog({ messageId }: { readonly messageId: MessageId }) {
  const conversationId = useConversation((state) => state.currentId)
  const correctedAt = useConversation(
    (state) => state.open?.messages.find(({ id }) => id === messageId)?.correctedAt ?? null,
  )
  const [attempt, setAttempt] = useState(0)
  if (conversationId === null) return null
  return (
    <Dialog title="Earlier texts" className="revisions" onClose={closeMessageDialog}>
      <Revisions
        // Corrected meanwhile, it has one more.
        key={`${correctedAt} ${attempt}`}
        conversationId={conversationId}
        messageId={messageId}
        onRetry={() => setAttempt(attempt + 1)}
      />
    </Dialog>
  )
}

interface Of {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
}

function Revisions({ conversationId, messageId, onRetry }: Of & { readonly onRetry: () => void }) {
  const { problem, revisions } = useRevisions(conversationId, messageId)
  return (
    <>
      {problem !== null && (
        <div role="alert" className="revisions-problem">
          <p className="problem">{problem}</p>
          <button type="button" className="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      {revisions === null && problem === null && <p className="note">Loading…</p>}
      {revisions?.length === 0 && <p className="note">This message has no earlier texts.</p>}
      {revisions !== null && revisions.length > 0 && (
        <ul className="revision-list">
          {revisions.map((revision, index) => (
            <RevisionItem
              // Two texts may have been replaced in the same millisecond.
              // oxlint-disable-next-line react/no-array-index-key
              key={`${revision.replacedAt} ${index}`}
              revision={revision}
              conversationId={conversationId}
              messageId={messageId}
            />
          ))}
        </ul>
      )}
    </>
  )
}

interface RevisionItemProps extends Of {
  readonly revision: Revision
}

function RevisionItem({ conversationId, messageId, revision }: RevisionItemProps) {
  const answering = useAnswering()
  const untilId = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function restore(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await correctMessage(conversationId, messageId, revision.text)
      keepUnsentEdit(messageId)
      closeMessageDialog()
      announce('Earlier text restored')
    } catch (error) {
      setProblem(sentenceOf(failureOf(error)))
      setBusy(false)
    }
  }

  return (
    <li className="revision">
      <p id={untilId} className="note">
        Until <TimeText time={revision.replacedAt} dated />
      </p>
      <textarea
        className="text-area revision-text"
        autoComplete="off"
        aria-label="Earlier text"
        aria-describedby={untilId}
        rows={2}
        readOnly
        value={revision.text}
      />
      <div role="alert">{problem !== null && <p className="problem">{problem}</p>}</div>
      <div className="revision-actions">
        <CopyButton label="Copy" text={() => revision.text} words describedBy={untilId} />
        <button
          type="button"
          className="button"
          disabled={answering}
          aria-describedby={untilId}
          aria-disabled={busy || undefined}
          title={answering ? 'An answer is being written' : undefined}
          onClick={() => void restore()}
        >
          Restore
        </button>
      </div>
    </li>
  )
}
