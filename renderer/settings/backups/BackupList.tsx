import { useState } from 'react'
import type { Backup } from '../../../shared/contract/backups.ts'
import { useDateTimeText } from '../../preferences/preferencesStore.ts'
import { bytesText } from '../downloads/amounts.ts'
import type { SaveState } from '../useSave.ts'
import { deleteBackup, restoreBackup } from './backupActions.ts'
import { kindNames } from './backupTexts.ts'
import { RestoreDialog } from './RestoreDialog.tsx'

export type RunStep = (doing: string, step: () => Promise<SaveState>) => void

interface BackupListProps {
  readonly backups: readonly Backup[]
  readonly run: RunStep
}

export function BackupList({ backups, run }: BackupListProps) {
  if (backups.length === 0) return <p className="note">There is no backup yet.</p>
  return (
    <ul className="model-list" aria-label="Backups">
      {backups.map((backup) => (
        <BackupRow key={backup.id} backup={backup} run={run} />
      ))}
    </ul>
  )
}

function BackupRow({ backup, run }: { readonly backup: Backup; readonly run: RunStep }) {
  const { bytes, createdAt, id, kind } = backup
  const [asking, setAsking] = useState<'delete' | 'restore' | null>(null)
  const time = useDateTimeText(createdAt)
  const name = `${kindNames[kind]}, ${time}`
  return (
    <li aria-label={name}>
      <h4>{kindNames[kind]}</h4>
      <p className="note">
        <time dateTime={new Date(createdAt).toISOString()}>{time}</time>, {bytesText(bytes)}
      </p>
      {asking === 'delete' ? (
        <ConfirmDelete
          question="Delete this backup from the disk?"
          onKeep={() => setAsking(null)}
          onDelete={() => run('Deleting…', () => deleteBackup(id))}
        />
      ) : (
        <div className="settings-actions">
          <button
            type="button"
            className="button"
            aria-label={`Restore: ${name}`}
            onClick={() => setAsking('restore')}
          >
            Restore
          </button>
          <button
            type="button"
            className="button button-danger"
            aria-label={`Delete: ${name}`}
            onClick={() => setAsking('delete')}
          >
            Delete
          </button>
        </div>
      )}
      {asking === 'restore' && (
        <RestoreDialog
          what={`how it was on ${time}`}
          restore={() => restoreBackup(id)}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  )
}

interface ConfirmDeleteProps {
  readonly question: string
  readonly onKeep: () => void
  readonly onDelete: () => void
}

export function ConfirmDelete({ onDelete, onKeep, question }: ConfirmDeleteProps) {
  return (
    <>
      <p>{question}</p>
      <div className="settings-actions">
        {/* The button that was pressed has gone: the focus goes to what took its place. */}
        <button type="button" className="button" ref={focus} onClick={onKeep}>
          Keep it
        </button>
        <button type="button" className="button button-danger" onClick={onDelete}>
          Delete for good
        </button>
      </div>
    </>
  )
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus()
}
