import { useEffect, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useConversation } from './conversationStore.ts'
import { noteLeftPlace, saveLeftPlaces } from './leftPlaces.ts'
import type { ShownMessage } from './shownMessages.ts'
import type { StickToEnd } from './stickToEnd.ts'

/** Answers with what notes the place in the chat that is shown, at an offset (pixels) to which it was scrolled. */
export function useLeftPlace(
  list: RefObject<VirtualizerHandle | null>,
  messages: readonly ShownMessage[],
  stick: StickToEnd,
): (offset: number) => void {
  const id = useConversation((state) => state.currentId)
  useEffect(() => {
    window.addEventListener('pagehide', saveLeftPlaces)
    return () => window.removeEventListener('pagehide', saveLeftPlaces)
  }, [])
  return (offset) => {
    if (id === null || !list.current) return
    if (stick.store.getState().atEnd) return noteLeftPlace(id, null)
    const index = list.current.findItemIndex(offset)
    const messageId = messages[index]?.message.id
    if (messageId !== undefined)
      noteLeftPlace(id, { messageId, top: list.current.getItemOffset(index) - offset })
  }
}
