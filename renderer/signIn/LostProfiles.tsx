interface LostProfilesProps {
  readonly onNew: () => void
  readonly onFromBackup: () => void
}

/** The ways on where there were profiles and none of them could be put back. */
export function LostProfiles({ onFromBackup, onNew }: LostProfilesProps) {
  return (
    <div className="sign-in-others">
      <button type="button" className="button" onClick={onNew}>
        New profile
      </button>
      <button type="button" className="button" onClick={onFromBackup}>
        From a backup file…
      </button>
    </div>
  )
}
