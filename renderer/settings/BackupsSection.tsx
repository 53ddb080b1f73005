import { useRef, useState } from 'react'
import type { BackupFailure } from '../../shared/backups.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { useDateTimeText } from '../preferences/preferencesStore.ts'
import { backUpNow, deleteAllBackups, restoreFile, saveToFile } from './backups/backupActions.ts'
import type { Progress } from './backups/backupFiles.ts'
import { BackupList, ConfirmDelete, type RunStep } from './backups/BackupList.tsx'
import { failureTexts } from './backups/backupTexts.ts'
import { useBackups, useFetchedBackups } from './backups/backupsStore.ts'
import { FormerBackups } from './backups/FormerBackups.tsx'
import { RestoreDialog } from './backups/RestoreDialog.tsx'
import { SaveNote } from './SaveNote.tsx'
import { useStep } from './useStep.ts'

export function BackupsSection() {
  const problem = useFetchedBackups()
  const { backups, damaged, failure, folder } = useBackups()
  const { busy, run, state } = useStep()
  return (
    <>
      <div className="settings-group">
        <p>
          Confab backs this profile up every day and keeps these backups for seven days, encrypted with the
          same key as your chats.
        </p>
        {backups !== null && (
          <LastBackup createdAt={backups[0]?.createdAt ?? null} failed={failure !== null} />
        )}
        {damaged && (
          <p className="problem">
            The file of this profile is damaged in places. Until a backup is restored, no older backup is
            given up for a new one. Restore the newest backup below.
          </p>
        )}
        {failure !== null && !damaged && <DailyFailure failure={failure} />}
        {problem !== null && <p className="problem">{problem}</p>}
      </div>
      <Actions busy={busy} run={run} />
      <SaveNote state={state} />
      {backups !== null && (
        <div className="settings-group">
          <h3>Backups</h3>
          <FormerBackups run={run} />
          <BackupList backups={backups} run={run} />
          {backups.length > 1 && <DeleteAll run={run} />}
        </div>
      )}
      <div className="settings-group">
        <p className="note">
          A backup keeps what you delete later. Daily backups go after seven days, those before an update or a
          restoration after 30 days; those you made stay until you delete them here. One that you save to a
          file opens, here or on another machine, with the password or the recovery code of today.
        </p>
        {folder !== '' && (
          <div className="path">
            <code>{folder}</code>
            <CopyButton label="Copy the path of the backups" text={() => folder} />
          </div>
        )}
      </div>
    </>
  )
}

interface LastBackupProps {
  readonly createdAt: number | null
  /** The daily one failed. */
  readonly failed: boolean
}

function LastBackup({ createdAt, failed }: LastBackupProps) {
  const time = useDateTimeText(createdAt ?? 0)
  if (createdAt === null)
    return <p>No backup has been made yet.{failed ? '' : ' The first one is made today.'}</p>
  return (
    <p>
      Last backup: <time dateTime={new Date(createdAt).toISOString()}>{time}</time>
    </p>
  )
}

function DailyFailure({ failure: { at, code } }: { readonly failure: BackupFailure }) {
  const time = useDateTimeText(at)
  return (
    <p className="problem">
      The daily backup failed on {time}. {failureTexts[code]} Confab tries again every hour.
    </p>
  )
}

function Actions({ busy, run }: { readonly busy: boolean; readonly run: RunStep }) {
  const [chosen, setChosen] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const picker = useRef<HTMLInputElement>(null)

  async function measured<Result>(work: (onProgress: Progress) => Promise<Result>): Promise<Result> {
    try {
      return await work(setShare)
    } finally {
      setShare(null)
    }
  }

  return (
    <div className="settings-group">
      <div className="settings-actions">
        <button
          type="button"
          className="button button-main"
          aria-disabled={busy || undefined}
          onClick={() => run('Making a backup and checking it…', backUpNow)}
        >
          Back up now
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={busy || undefined}
          onClick={() => run('Making a backup to save…', () => measured(saveToFile))}
        >
          Save to a file
        </button>
        <button type="button" className="button" onClick={() => picker.current?.click()}>
          Restore from a file…
        </button>
        <input
          ref={picker}
          type="file"
          accept=".confab-backup"
          aria-label="Backup file"
          hidden
          onChange={(event) => {
            setChosen(event.target.files?.[0] ?? null)
            // The same file can be chosen again.
            event.target.value = ''
          }}
        />
      </div>
      {share !== null && <progress className="backup-progress" value={share} aria-label="Progress" />}
      {chosen !== null && (
        <RestoreDialog
          what={`the state in the file “${chosen.name}”`}
          restore={() => measured((onProgress) => restoreFile(chosen, onProgress))}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

function DeleteAll({ run }: { readonly run: RunStep }) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <div className="settings-actions">
        <button type="button" className="button button-danger" onClick={() => setAsking(true)}>
          Delete all backups
        </button>
      </div>
    )
  }
  return (
    <ConfirmDelete
      question="Delete all backups of this profile from the disk? What was deleted from your chats is then gone from them too."
      onKeep={() => setAsking(false)}
      onDelete={() => {
        setAsking(false)
        run('Deleting…', deleteAllBackups)
      }}
    />
  )
}
