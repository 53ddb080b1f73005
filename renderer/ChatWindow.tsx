import { Menu } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ChatSettingsButton } from './chatSettings/ChatSettingsButton.tsx'
import { Side } from './chats/Side.tsx'
import { IconButton } from './components/IconButton.tsx'
import { Composer } from './composer/Composer.tsx'
import { Conversation } from './conversation/Conversation.tsx'
import { useConversation } from './conversation/conversationStore.ts'
import { EndedTimes } from './conversation/EndedLine.tsx'
import { listenForFiles } from './droppedFiles/fileActions.ts'
import { OfferDialog } from './droppedFiles/OfferDialog.tsx'
import { ModelChoice } from './models/ModelChoice.tsx'
import { FindBar, FindButton } from './search/FindBar.tsx'
import { listenForShortcuts } from './search/shortcuts.ts'
import { reportActivity } from './session/activity.ts'
import { DamageNotice, FailingNotice } from './settings/backups/DamageNotice.tsx'
import { SettingsDoor } from './settings/SettingsDoor.tsx'
import { closeSettings, useSettingsDoor } from './settings/settingsDoorStore.ts'
import { keepTime } from './time/timeStore.ts'

/** Whether the side is a drawer; `chatWindow.css` says so of the same width. */
function isDrawer(): boolean {
  return matchMedia('(width < 720px)').matches
}

/** What a signed-in person sees. Under 720 px the side is a drawer. */
export function ChatWindow() {
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [settingsOpen, setSettingsOpen] = useState(false)
  const asked = useSettingsDoor((state) => state.asked)
  const place = useConversation((state) => state.place)
  const closeDrawer = useCallback(() => setDrawerOpen(false), [])
  useEffect(reportActivity, [])
  useEffect(keepTime, [])
  useEffect(listenForFiles, [])
  useEffect(() => listenForShortcuts(() => setDrawerOpen(isDrawer())), [])
  // Going somewhere leaves the drawer.
  const [lastPlace, setLastPlace] = useState(place)
  if (place !== lastPlace) {
    setLastPlace(place)
    setDrawerOpen(false)
  }
  // So does going to a message, also in the chat that is shown.
  const leaving = useConversation((state) => state.target?.focus ?? false)
  if (leaving && drawerOpen) setDrawerOpen(false)
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
        <div>
          <Header onOpenDrawer={() => setDrawerOpen(true)} drawerOpen={drawerOpen} />
          <FindBar />
          <DamageNotice />
          <FailingNotice />
        </div>
        <Conversation />
        <Composer />
      </main>
      <OfferDialog />
      {(settingsOpen || asked !== null) && (
        <SettingsDoor
          key={asked}
          section={asked}
          onClose={() => {
            setSettingsOpen(false)
            closeSettings()
          }}
        />
      )}
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
      <div className="header-title">
        <h1 title={shown}>{shown}</h1>
        <EndedTimes />
      </div>
      <ModelChoice />
      <FindButton />
      <ChatSettingsButton />
    </header>
  )
}
