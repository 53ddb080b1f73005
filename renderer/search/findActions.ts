/** Finding words in the chat that is shown. */
import { announce } from '../announcements/announcementStore.ts'
import { showError } from '../announcements/toastStore.ts'
import { call } from '../connection/call.ts'
import { useConversation } from '../conversation/conversationStore.ts'
import { lookAtMessage } from '../conversation/openAtMessage.ts'
import { failureOf } from '../errors/failure.ts'
import { sentenceOf } from '../errors/sentences.ts'
import { noFind, useFind } from './findStore.ts'
import { firstInView } from './messagesInView.ts'

/** The id of the box in which is typed what is to be found. */
export const findBoxId = 'find'
/** How long typing has to rest before the chat is searched, in milliseconds. */
const rest = 120

let resting: ReturnType<typeof setTimeout> | undefined
let running = new AbortController()

function focusFind(): void {
  const box = document.getElementById(findBoxId)
  if (box instanceof HTMLInputElement) {
    box.focus()
    box.select()
  }
}

export function openFind(): void {
  const { currentId } = useConversation.getState()
  if (currentId === null) return
  const { conversationId, open } = useFind.getState()
  if (!open || conversationId !== currentId) {
    useFind.setState({ ...noFind, open: true, conversationId: currentId })
  }
  // The bar may have to be painted first.
  requestAnimationFrame(focusFind)
}

export function closeFind(): void {
  clearTimeout(resting)
  running.abort()
  useFind.setState(noFind)
}

export function setFindQuery(query: string): void {
  useFind.setState({ query })
  clearTimeout(resting)
  resting = setTimeout(() => void find(), rest)
}

async function find(): Promise<void> {
  running.abort()
  const mine = new AbortController()
  running = mine
  const { query } = useFind.getState()
  const conversationId = useConversation.getState().currentId
  useFind.setState({ marked: query })
  if (query.trim() === '' || conversationId === null) return useFind.setState({ ids: null, index: -1 })
  try {
    const input = { conversationId, query }
    const { complete, messageIds } = await call((client) =>
      client.search.inConversation(input, { signal: mine.signal }),
    )
    if (mine.signal.aborted) return
    useFind.setState({ ids: messageIds, complete, index: -1 })
    if (messageIds.length === 0) announce('Nothing found')
    else goToIndex(firstInView(messageIds))
  } catch (error) {
    if (!mine.signal.aborted) showError(sentenceOf(failureOf(error)))
  }
}

function goToIndex(index: number): void {
  const { ids } = useFind.getState()
  const messageId = ids?.[index]
  const { currentId } = useConversation.getState()
  if (!ids || messageId === undefined || currentId === null) return
  useFind.setState({ index })
  announce(`${index + 1} of ${ids.length}`)
  lookAtMessage(currentId, messageId)
}

/** Goes to the next message that has it, or the one before; from the last to the first and back. */
export function findNext(step: -1 | 1): void {
  const { ids, index } = useFind.getState()
  if (!ids || ids.length === 0) return
  goToIndex((index + step + ids.length) % ids.length)
}
