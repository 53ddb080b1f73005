import { lazy, Suspense } from 'react'

const Settings = lazy(async () => ({ default: (await import('./Settings.tsx')).Settings }))

/** The settings are fetched when they are first opened. */
export function SettingsDoor({ onClose }: { readonly onClose: () => void }) {
  return (
    <Suspense>
      <Settings onClose={onClose} />
    </Suspense>
  )
}
