import { CopyButton } from '../components/CopyButton.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { focusComposer } from '../composer/focusComposer.ts'
import { hideRecoveryCode } from '../session/sessionStore.ts'

/** The chat window came up behind the dialog, where its composer could not have the focus. */
function leave(): void {
  hideRecoveryCode()
  focusComposer()
}

/** The only time that this code is shown. It goes away by saying that it is saved, and by nothing else. */
export function RecoveryCodeDialog({ code }: { readonly code: string }) {
  return (
    <Dialog title="Recovery code">
      <p>
        Write this code down and keep it away from this machine. If you forget your password, it is the only
        way back to your chats. It is not shown again.
      </p>
      <p className="recovery-code">
        <code>{code}</code>
      </p>
      <div className="dialog-actions">
        <CopyButton label="Copy" text={() => code} words />
        <button type="button" className="button button-main" onClick={leave}>
          I have saved it
        </button>
      </div>
    </Dialog>
  )
}
