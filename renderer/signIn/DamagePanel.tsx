import { useEffect, useRef, useState } from 'react'
import type { CallErrorData } from '../errors/callFailure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { bytesText } from '../settings/downloads/amounts.ts'
import { machineTimeText } from './machineTimeText.ts'
import { restoreBackup, type Secret } from './signInActions.ts'

interface DamagePanelProps {
  readonly login: string
  /** It is right: that is how the damage was found. */
  readonly secret: Secret
  readonly damage: CallErrorData<'DATABASE_DAMAGED'>
  readonly onBack: () => void
}

/** What can be done for a profile whose file is damaged or gone. */
export function DamagePanel({ damage, login, onBack, secret }: DamagePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="damage" aria-labelledby="damage-heading">
      <h2 id="damage-heading" tabIndex={-1} ref={heading}>
        This profile’s file is damaged
      </h2>
      <p>
        Your {'password' in secret ? 'password' : 'recovery code'} is right, but the file that holds this
        profile cannot be read any more: it is damaged, cut off or gone. Confab has not changed it.
      </p>
      {'recoveryCode' in secret && (
        <p>Your password has not been changed either, and the recovery code stays valid.</p>
      )}
      {damage.backup ? (
        <Offer backup={damage.backup} login={login} secret={secret} file={damage.file} onBack={onBack} />
      ) : (
        <NoOffer file={damage.file} onBack={onBack} />
      )}
    </section>
  )
}

interface OfferProps extends Omit<DamagePanelProps, 'damage'> {
  readonly backup: NonNullable<CallErrorData<'DATABASE_DAMAGED'>['backup']>
  readonly file: string
}

function Offer({ backup, file, login, onBack, secret }: OfferProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const time = machineTimeText(backup.createdAt)

  async function restore(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const failure = await restoreBackup(login, secret, backup.id)
    if (!failure) return
    setProblem(sentenceOf(failure))
    setBusy(false)
  }

  return (
    <>
      <p>
        A backup of{' '}
        <strong>
          <time dateTime={new Date(backup.createdAt).toISOString()}>{time}</time>
        </strong>{' '}
        ({bytesText(backup.bytes)}) was read to its end and is good. What was written after that time is not
        in it.
      </p>
      <p>
        The damaged file is kept, beside the restored one, as <code>{file}.damaged-…</code>
      </p>
      {'recoveryCode' in secret && (
        <p>Restoring it also sets the new password that you chose, and you get a new recovery code.</p>
      )}
      <div role="alert">{problem !== null && <p className="problem">{problem}</p>}</div>
      <output aria-live="polite">{busy && 'Checking the backup and putting it in place…'}</output>
      <div className="form-actions">
        <button
          type="button"
          className="button button-main"
          aria-disabled={busy || undefined}
          aria-busy={busy || undefined}
          onClick={() => void restore()}
        >
          Restore the backup of {time}
        </button>
        <button type="button" className="button button-plain" disabled={busy} onClick={onBack}>
          Back
        </button>
      </div>
    </>
  )
}

function NoOffer({ file, onBack }: { readonly file: string; readonly onBack: () => void }) {
  return (
    <>
      <p>No good backup of this profile was found on this machine. What you can do:</p>
      <ul className="steps">
        <li>If you saved a backup to a file, choose New profile, then “From a backup file…”.</li>
        <li>
          If you copy your disk elsewhere, close Confab and put your copy in the place of <code>{file}</code>
        </li>
        <li>Keep the damaged file: parts of it may still be read one day.</li>
      </ul>
      <div className="form-actions">
        <button type="button" className="button" onClick={onBack}>
          Back
        </button>
      </div>
    </>
  )
}
