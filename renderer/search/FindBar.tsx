import { ChevronDown, ChevronUp, TextSearch, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { bounds } from '../../shared/bounds.ts'
import { IconButton } from '../components/IconButton.tsx'
import { focusComposer } from '../composer/focusComposer.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { closeFind, findBoxId, findNext, openFind, setFindQuery } from './findActions.ts'
import { useFind } from './findStore.ts'
import { useMarkedText } from './markedText.ts'

function useFindIsOpen(): boolean {
  const currentId = useConversation((state) => state.currentId)
  return useFind((state) => state.open && state.conversationId === currentId && currentId !== null)
}

/** Opens the bar in which words of the chat are found. */
export function FindButton() {
  const isNew = useConversation((state) => state.currentId === null)
  const open = useFindIsOpen()
  if (isNew) return null
  return <IconButton label="Find in this chat" icon={TextSearch} aria-expanded={open} onClick={openFind} />
}

/** Finds words in the chat that is shown, above it. */
export function FindBar() {
  useMarkedText()
  const open = useFindIsOpen()
  const query = useFind((state) => state.query)
  const none = useFind((state) => (state.ids?.length ?? 0) === 0)
  if (!open) return null
  return (
    <search className="find-bar" aria-label="Find in this chat">
      <input
        id={findBoxId}
        type="search"
        aria-label="Find in this chat"
        placeholder="Find in this chat"
        autoComplete="off"
        spellCheck={false}
        maxLength={bounds.searchQuery.max}
        value={query}
        onChange={(event) => setFindQuery(event.target.value)}
        onKeyDown={onKey}
      />
      <FindPlace />
      <IconButton label="Previous match" icon={ChevronUp} disabled={none} onClick={() => findNext(-1)} />
      <IconButton label="Next match" icon={ChevronDown} disabled={none} onClick={() => findNext(1)} />
      <IconButton label="Close find" icon={X} onClick={close} />
    </search>
  )
}

function FindPlace() {
  const ids = useFind((state) => state.ids)
  const index = useFind((state) => state.index)
  const complete = useFind((state) => state.complete)
  const current = useFind((state) => state.current)
  if (!ids) return null
  const count = `${ids.length}${complete ? '' : '+'}`
  return (
    <span className="find-place">
      <span>{ids.length === 0 ? 'None' : `${index + 1} of ${count}`}</span>
      {current?.count && current.count > 1 ? (
        <small>
          match {current.at + 1} of {current.count}
        </small>
      ) : null}
    </span>
  )
}

function close(): void {
  closeFind()
  focusComposer()
}

function onKey(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter') {
    event.preventDefault()
    findNext(event.shiftKey ? -1 : 1)
  }
  if (event.key === 'Escape') {
    event.preventDefault()
    close()
  }
}
