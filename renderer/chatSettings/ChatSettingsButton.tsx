import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { IconButton } from '../components/IconButton.tsx'
import { useConversation } from '../conversation/conversationStore.ts'
import { closeChatSetup, openChatSetup, useChatSetup } from './chatSetupStore.ts'
import { useChosenModel } from '../models/newChatModel.ts'

const ChatSettingsDialog = lazy(async () => ({
  default: (await import('./ChatSettingsDialog.tsx')).ChatSettingsDialog,
}))

/**
 * Opens how this chat asks its model. It is not called by the word of the button `Settings`, so that neither a person
 * who speaks to the window nor a test can mean both.
 */
export function ChatSettingsButton() {
  const open = useChatSetup((state) => state.open)
  const known = useConversation((state) => state.currentId === null || state.open !== null)
  const modelId = useChosenModel()
  return (
    <>
      <IconButton
        label="Chat setup"
        icon={SlidersHorizontal}
        disabled={!known || modelId === null}
        onClick={() => openChatSetup()}
      />
      {open && modelId !== null && (
        <Suspense>
          <ChatSettingsDialog modelId={modelId} onClose={closeChatSetup} />
        </Suspense>
      )}
    </>
  )
}
