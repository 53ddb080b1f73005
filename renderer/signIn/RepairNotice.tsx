import type { ListRepair } from '../../shared/contract/profiles.ts'
import { useSession } from '../session/sessionStore.ts'

interface RepairNoticeProps {
  readonly repair: ListRepair
}

/** What was wrong with the list of profiles when Confab was started, and what a person can do about it. */
export function RepairNotice({ repair }: RepairNoticeProps) {
  const { isRestored, keptFile, unknownFolders } = repair
  return (
    <div role="alert" className="notice repair">
      {isRestored && <p>{restoredText(repair)}</p>}
      {unknownFolders.length > 0 && <Unknown folders={unknownFolders} />}
      {keptFile !== null && (
        <p>
          The damaged list is kept as <code>{keptFile}</code>
        </p>
      )}
    </div>
  )
}

function restoredText({ keptFile, unknownFolders }: ListRepair): string {
  const how = keptFile === null ? 'gone or out of date' : 'damaged'
  const start = `The list of profiles was ${how}.`
  return unknownFolders.length === 0
    ? `${start} Confab has restored it from its copies in the profiles’ folders. Sign in with your password.`
    : `${start} Confab has restored what it could.`
}

function Unknown({ folders }: { readonly folders: readonly string[] }) {
  const dataFolder = useSession((state) => state.info?.dataFolder ?? '')
  const isOne = folders.length === 1
  return (
    <>
      <p>
        {isOne
          ? 'The profile in this folder is not in the list'
          : 'The profiles in these folders are not in the list'}
        , and what opens {isOne ? 'it' : 'them'} was found nowhere else:
      </p>
      <ul className="steps">
        {folders.map((folder) => (
          <li key={folder}>
            <code>{folder}</code>
          </li>
        ))}
      </ul>
      <p>What you can do:</p>
      <ul className="steps">
        <li>If you saved a backup to a file, choose “From a backup file…” (under New profile).</li>
        <li>
          If you copy your disk elsewhere, close Confab and put your copy of <code>profiles.db</code> into{' '}
          <code>{dataFolder}</code>
        </li>
        <li>
          Else keep {isOne ? 'the folder' : 'the folders'}. If nobody misses anything, {isOne ? 'it' : 'they'}{' '}
          may be removed.
        </li>
      </ul>
    </>
  )
}
