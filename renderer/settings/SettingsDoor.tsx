import { lazy, Suspense } from 'react'
import type { AskedSection } from './settingsDoorStore.ts'

const Settings = lazy(async () => ({ default: (await import('./Settings.tsx')).Settings }))

interface SettingsDoorProps {
  readonly section?: AskedSection | null
  readonly onClose: () => void
}

/** The settings are fetched when they are first opened. */
export function SettingsDoor({ onClose, section = null }: SettingsDoorProps) {
  return (
    <Suspense>
      <Settings section={section} onClose={onClose} />
    </Suspense>
  )
}
