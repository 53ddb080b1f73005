import type { Download, InstalledModel } from '../../../shared/contract/downloads.ts'
import { call } from '../../connection/call.ts'
import { fetchModels } from '../../models/modelsStore.ts'
import { createProfileStore } from '../../state/profileState.ts'

interface DownloadsState {
  readonly downloads: readonly Download[]
  readonly installed: readonly InstalledModel[]
}

export const useDownloads = createProfileStore<DownloadsState>(() => ({ downloads: [], installed: [] }))

const moving: readonly Download['state'][] = ['queued', 'checking', 'downloading', 'verifying']

export function isMoving(download: Download): boolean {
  return moving.includes(download.state)
}

export function isAnyMoving(state: DownloadsState): boolean {
  return state.downloads.some(isMoving)
}

function foldersOf(installed: readonly InstalledModel[]): string {
  return installed.map(({ folder }) => folder).join('\n')
}

/** Fetches the downloads, and the models that can be picked when there are others than before. */
export async function fetchDownloads(): Promise<void> {
  const former = useDownloads.getState().installed
  const state = await call((client) => client.downloads.list({}))
  useDownloads.setState(state)
  if (foldersOf(state.installed) !== foldersOf(former)) await fetchModels()
}
