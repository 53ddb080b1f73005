import { AnotherModel } from './AnotherModel.tsx'
import { CatalogueList } from './CatalogueList.tsx'
import { ImportForm } from './ImportForm.tsx'
import { InstalledModels } from './InstalledModels.tsx'
import { RunningDownloads } from './RunningDownloads.tsx'
import { useFollowDownloads } from './useFollowDownloads.ts'

/** Models for this machine: those that are here, those on their way, and where to get others. */
export function DownloadsSection() {
  const problem = useFollowDownloads()
  return (
    <>
      {problem !== null && <p className="problem">{problem}</p>}
      <RunningDownloads />
      <InstalledModels />
      <CatalogueList />
      <AnotherModel />
      <ImportForm />
    </>
  )
}
