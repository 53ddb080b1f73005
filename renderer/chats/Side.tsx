import { LogOut, Settings, SquarePen, WifiOff, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { showError } from '../announcements/toastStore.ts'
import { IconButton } from '../components/IconButton.tsx'
import { newChat } from '../conversation/conversationLoading.ts'
import { focusComposer } from '../composer/focusComposer.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { usePreferences } from '../preferences/preferencesStore.ts'
import { SearchSide } from '../search/SearchSide.tsx'
import { signOut } from '../session/session.ts'
import { useSession } from '../session/sessionStore.ts'
import { ChatList } from './ChatList.tsx'
import { sideId } from './sideId.ts'

interface SideProps {
  readonly drawerOpen: boolean
  readonly onClose: () => void
  readonly onSettings: () => void
}

export function Side({ drawerOpen, onClose, onSettings }: SideProps) {
  const newChatButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!drawerOpen) return
    newChatButton.current?.focus()
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    window.addEventListener('keydown', closeOnEscape)
    return () => window.removeEventListener('keydown', closeOnEscape)
  }, [drawerOpen, onClose])
  return (
    <>
      <div className="drawer-backdrop" aria-hidden="true" onClick={onClose} />
      <aside id={sideId} className="side" aria-label="Side">
        <div className="side-top">
          <button
            ref={newChatButton}
            type="button"
            className="button new-chat"
            onClick={() => {
              newChat()
              onClose()
              focusComposer()
            }}
          >
            <SquarePen size={16} strokeWidth={1.75} aria-hidden="true" />
            New chat
          </button>
          <IconButton className="drawer-close" label="Close" icon={X} onClick={onClose} />
        </div>
        <SearchSide>
          <ChatList />
        </SearchSide>
        <SideFoot onSettings={onSettings} />
      </aside>
    </>
  )
}

function SideFoot({ onSettings }: { readonly onSettings: () => void }) {
  const userName = useSession((state) => state.profile?.userName ?? '')
  const offline = usePreferences((state) => state.preferences?.offlineOnly ?? false)
  return (
    <div className="side-foot">
      <span className="side-who">
        <span className="side-name" title={userName}>
          {userName}
        </span>
        {offline && (
          <span className="side-offline" title="No provider is asked and nothing is downloaded">
            <WifiOff size={12} strokeWidth={1.75} aria-hidden="true" />
            Offline only
          </span>
        )}
      </span>
      <IconButton label="Settings" icon={Settings} onClick={onSettings} />
      <IconButton
        label="Sign out"
        icon={LogOut}
        onClick={() => {
          signOut().catch((error: unknown) => showError(sentenceOf(failureOf(error))))
        }}
      />
    </div>
  )
}
