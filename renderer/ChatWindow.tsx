import { Menu } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ChatSettingsButton } from './chatSettings/ChatSettingsButton.tsx'
import { Side } from './chats/Side.tsx'
import { IconButton } from './components/IconButton.tsx'
import { Composer } from './composer/Composer.tsx'
import { Conversation } from './conversation/Conversation.tsx'
import { useConversation } from './conversation/conversationStore.ts'
import { ModelChoice } from './models/ModelChoice.tsx'
import { reportActivity } from './session/activity.ts'
import { SettingsDoor } from './settings/SettingsDoor.tsx'

/** What a signed-in person sees. Under 720 px the side is a drawer. */
export function ChatWindow() {
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [settingsOpen, setSettingsOpen] = useState(false)
  const place = useConversation((state) => state.place)
  const closeDrawer = useCallback(() => setDrawerOpen(false), [])
  useEffect(reportActivity, [])
  // Going somewhere leaves the drawer.
  const [lastPlace, setLastPlace] = useState(place)
  if (place !== lastPlace) {
    setLastPlace(place)
    setDrawerOpen(false)
  }
  return (
    <div className="window" data-drawer={drawerOpen || undefined}>
      <a className="skip-link" href="#message">
        Skip to the message field
      </a>
      <Side
        onClose={closeDrawer}
        drawerOpen={drawerOpen}
        onSettings={() => {
          setDrawerOpen(false)
          setSettingsOpen(true)
        }}
      />
      <main className="talk" inert={drawerOpen}>
        <Header onOpenDrawer={() => setDrawerOpen(true)} drawerOpen={drawerOpen} />
        <Conversation />
        <Composer />
      </main>
      {settingsOpen && <SettingsDoor onClose={() => setSettingsOpen(false)} />}
    </div>
  )
}

interface HeaderProps {
  readonly drawerOpen: boolean
  readonly onOpenDrawer: () => void
}

function Header({ drawerOpen, onOpenDrawer }: HeaderProps) {
  const title = useConversation((state) => state.open?.conversation.title)
  const isNew = useConversation((state) => state.currentId === null)
  const drawerButton = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !drawerOpen) drawerButton.current?.focus()
    wasOpen.current = drawerOpen
  }, [drawerOpen])
  const shown = isNew ? 'New chat' : (title ?? '')
  return (
    <header className="header">
      <IconButton
        ref={drawerButton}
        className="drawer-button"
        label="Chats"
        icon={Menu}
        aria-expanded={drawerOpen}
        onClick={onOpenDrawer}
      />
      <h1 title={shown}>{shown}</h1>
      <ModelChoice />
      <ChatSettingsButton />
    </header>
  )
}
