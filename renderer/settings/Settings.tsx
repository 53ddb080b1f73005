import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { ModelsSection } from './ModelsSection.tsx'
import { ProfileSection } from './ProfileSection.tsx'
import { SecuritySection } from './SecuritySection.tsx'
import type { AskedSection } from './settingsDoorStore.ts'
import { TimeSection } from './TimeSection.tsx'
import { TransferSection } from './TransferSection.tsx'
import { UsageSection } from './UsageSection.tsx'

const sections = {
  Profile: () => <ProfileSection />,
  Security: () => <SecuritySection />,
  Appearance: () => <AppearanceSection />,
  Time: () => <TimeSection />,
  Models: () => <ModelsSection />,
  Usage: () => <UsageSection />,
  Backups: () => <BackupsSection />,
  'Import and export': () => <TransferSection />,
  About: () => <AboutSection />,
} satisfies Record<string, () => ReactNode>

type Section = keyof typeof sections

const names = Object.keys(sections) as readonly Section[]

interface SettingsProps {
  /** The section to begin with. */
  readonly section: AskedSection | null
  readonly onClose: () => void
}

export function Settings({ onClose, section: first }: SettingsProps) {
  const [section, setSection] = useState<Section>(first ?? 'Profile')
  const nav = useRef<HTMLElement>(null)
  // Where the sections stand in a row, the one to begin with may be out of sight.
  useLayoutEffect(() => {
    // Newer browsers answer with a promise, which must not become the clean-up of the effect.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center' })
  }, [])
  return (
    <Dialog title="Settings" className="settings" onClose={onClose}>
      <div className="settings-body">
        <nav ref={nav} aria-label="Sections of the settings">
          <ul>
            {names.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={name === section ? 'true' : undefined}
                  onClick={(event) => {
                    setSection(name)
                    // Where the sections stand in a row, it may be half out of sight.
                    event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' })
                  }}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <section key={section} className="settings-section" aria-label={section}>
          {sections[section]()}
        </section>
      </div>
    </Dialog>
  )
}
