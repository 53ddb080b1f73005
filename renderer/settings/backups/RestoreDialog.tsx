import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { useBackups } from './backupsStore.ts'

interface RestoreDialogProps {
  /** What is restored, to stand behind "to": `the backup of 31/01/2026 07:05:00`. */
  readonly what: string
  /** Rejects with the failure of the call. When it is done, this window is signed out. */
  readonly restore: () => Promise<void>
  readonly onClose: () => void
}

/** Says what a restoration does before it is done. */
export function RestoreDialog({ onClose, restore, what }: RestoreDialogProps) {
  const damaged = useBackups((state) => state.damaged)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function run(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await restore()
    } catch (error) {
      const failure = failureOf(error)
      // Signed out is what follows when it is done, and may be heard of first.
      if (failure.code !== 'SIGNED_OUT') setProblem(sentenceOf(failure))
      setBusy(false)
    }
  }

  return (
    <Dialog title="Restore this backup?" {...(busy ? {} : { onClose })}>
      <div className="restore-text">
        <p>Everything in this profile goes back to {what}: chats, settings, keys of providers.</p>
        {damaged ? (
          <p>
            What was written since is <strong>not in it</strong>. The damaged file is kept, beside the new
            one, as <code>confab.db.damaged-…</code> in the folder of this profile, but it cannot be restored:
            export first what can still be read of it.
          </p>
        ) : (
          <p>
            What was written since is <strong>not in it</strong>, but it is not lost: the profile as it is now
            is kept among the backups for 30 days, and you can restore that in turn.
          </p>
        )}
        <p>All windows of this profile are signed out. You sign in again with your password.</p>
      </div>
      <div role="alert">{problem !== null && <p className="problem">{problem}</p>}</div>
      <output aria-live="polite" className="save-note">
        {busy && <span className="doing">Checking the backup and putting it in place…</span>}
      </output>
      <div className="dialog-actions">
        <button type="button" className="button" disabled={busy} onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-main"
          aria-disabled={busy || undefined}
          aria-busy={busy || undefined}
          onClick={() => void run()}
        >
          Restore
        </button>
      </div>
    </Dialog>
  )
}
