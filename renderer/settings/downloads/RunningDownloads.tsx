import { useState } from 'react'
import type { Download } from '../../../shared/contract/downloads.ts'
import { nameInCatalogue } from '../../../shared/modelCatalogue.ts'
import { useClock } from '../../components/useClock.ts'
import { usePreferences } from '../../preferences/preferencesStore.ts'
import { bytesText, timeLeftText } from './amounts.ts'
import { changeDownload } from './downloadActions.ts'
import { isMoving, useDownloads } from './downloadsStore.ts'
import { downloadSentences, stateTexts } from './sentences.ts'

export function RunningDownloads() {
  const downloads = useDownloads((state) => state.downloads)
  if (downloads.length === 0) return null
  return (
    <div className="settings-group">
      <h3>Downloads</h3>
      <ul className="model-list" aria-label="Downloads">
        {downloads.map((download) => (
          <DownloadRow key={download.id} download={download} />
        ))}
      </ul>
    </div>
  )
}

function DownloadRow({ download }: { readonly download: Download }) {
  const { bytes, id, precision, problem, received, repository, retryAt, state } = download
  const offline = usePreferences((preferences) => preferences.preferences?.offlineOnly ?? false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const name = `${nameInCatalogue(repository) ?? repository} (${precision})`

  async function change(step: 'pause' | 'resume' | 'cancel'): Promise<void> {
    setRefusal(await changeDownload(step, id))
  }

  return (
    <li aria-label={name}>
      <h4>{name}</h4>
      <output className="save-note" aria-live="polite">
        {problem === null ? stateTexts[state] : <span className="problem">{downloadSentences[problem]}</span>}
      </output>
      {bytes > 0 && state !== 'installed' && (
        <progress aria-label={`Progress of ${name}`} max={bytes} value={received} />
      )}
      <Amounts download={download} />
      {retryAt !== null && <Retry at={retryAt} />}
      <FileList download={download} />
      <div className="settings-actions">
        {isMoving(download) && (
          <button type="button" className="button" onClick={() => void change('pause')}>
            Pause
          </button>
        )}
        {state === 'paused' && (
          <button type="button" className="button" disabled={offline} onClick={() => void change('resume')}>
            Resume
          </button>
        )}
        <button type="button" className="button" onClick={() => void change('cancel')}>
          {state === 'installed' ? 'Remove from the list' : 'Cancel'}
        </button>
      </div>
      {refusal !== null && (
        <p role="alert" className="problem">
          {refusal}
        </p>
      )}
    </li>
  )
}

function Amounts({ download }: { readonly download: Download }) {
  const { bytes, bytesPerSecond, received, secondsLeft, state } = download
  if (bytes === 0 || state === 'installed') return null
  const parts = [
    `${bytesText(received)} of ${bytesText(bytes)}`,
    ...(bytesPerSecond === null ? [] : [`${bytesText(bytesPerSecond)} a second`]),
    ...(secondsLeft === null ? [] : [timeLeftText(secondsLeft)]),
  ]
  return <p className="note amounts">{parts.join(', ')}</p>
}

function Retry({ at }: { readonly at: number }) {
  const seconds = Math.max(1, Math.ceil(at / 1_000 - useClock()))
  return <p className="note">The connection failed. Trying again in {seconds} s.</p>
}

function FileList({ download: { files, state } }: { readonly download: Download }) {
  if (files.length === 0 || state === 'installed') return null
  return (
    <details className="note">
      <summary>Files</summary>
      <ul className="file-list">
        {files.map(({ bytes, path, received }) => (
          <li key={path}>
            <span>{path}</span>
            <span className="amounts">
              {bytesText(received)} of {bytesText(bytes)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
