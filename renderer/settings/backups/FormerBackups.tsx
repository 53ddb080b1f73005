import { useState } from 'react'
import { deleteFormerBackups } from './backupActions.ts'
import { ConfirmDelete, type RunStep } from './BackupList.tsx'
import { useBackups } from './backupsStore.ts'

/** Offers to delete the backups under a former data key, for as long as there are any. */
export function FormerBackups({ run }: { readonly run: RunStep }) {
  const former = useBackups((state) => state.former)
  const [asking, setAsking] = useState(false)
  if (former === 0) return null
  const isOne = former === 1
  if (asking) {
    return (
      <ConfirmDelete
        question={`Delete ${isOne ? 'the older backup' : `the ${former} older backups`} for good? A backup with the new key is made first.`}
        onKeep={() => setAsking(false)}
        onDelete={() => {
          setAsking(false)
          run('Deleting…', deleteFormerBackups)
        }}
      />
    )
  }
  return (
    <>
      <p>
        {isOne
          ? 'One older backup still uses the old data key.'
          : `${former} older backups still use the old data key.`}
      </p>
      <div className="settings-actions">
        <button type="button" className="button button-danger" onClick={() => setAsking(true)}>
          Delete older backups
        </button>
      </div>
    </>
  )
}
