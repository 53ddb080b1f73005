import { useState, type ReactNode } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { ModelsSection } from './ModelsSection.tsx'
import { ProfileSection } from './ProfileSection.tsx'
import { SecuritySection } from './SecuritySection.tsx'
import { TimeSection } from './TimeSection.tsx'

const sections = {
  Profile: () => <ProfileSection />,
  Security: () => <SecuritySection />,
  Appearance: () => <AppearanceSection />,
  Time: () => <TimeSection />,
  Models: () => <ModelsSection />,
  About: () => <AboutSection />,
} satisfies Record<string, () => ReactNode>

type Section = keyof typeof sections

const names = Object.keys(sections) as readonly Section[]

export function Settings({ onClose }: { readonly onClose: () => void }) {
  const [section, setSection] = useState<Section>('Profile')
  return (
    <Dialog title="Settings" className="settings" onClose={onClose}>
      <div className="settings-body">
        <nav aria-label="Sections of the settings">
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
