import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useConversation } from '../conversation/conversationStore.ts'
import { useHeldRows } from './heldRows.ts'
import type { ListRow } from './listRows.ts'
import { focusRow } from './rowFocus.ts'
import { noFocus, rowAfterKey, tabStopOf } from './rowSteps.ts'

/** How many rows a key that turns pages passes: those that are seen but one. */
function pageOf({ findItemIndex, scrollOffset, viewportSize }: VirtualizerHandle): number {
  return Math.max(findItemIndex(scrollOffset + viewportSize) - findItemIndex(scrollOffset) - 1, 1)
}

/**
 * The keyboard in the list, which is one stop of the Tab key however many chats there are. The row that has the focus
 * exists while it is scrolled out of sight; where it goes away, the one that takes its place gets the focus.
 */
export function useRowKeys(rows: readonly ListRow[], list: RefObject<VirtualizerHandle | null>) {
  const [last, setLast] = useState(noFocus)
  const currentId = useConversation((state) => state.currentId)
  const held = useHeldRows((state) => state.keys)
  const focused = useRef<Element | null>(null)
  const [focusedKey, setFocusedKey] = useState<string | null>(null)
  const stop = useMemo(() => tabStopOf(rows, last, currentId), [currentId, last, rows])
  const stopKey = rows[stop]?.key
  // Where it stands now is where the focus stays when it goes away.
  if (last.key === stopKey && last.index !== stop) setLast({ ...last, index: stop })

  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected || stopKey === undefined) return
    if (document.activeElement === document.body) focusRow(stopKey)
  }, [stopKey])

  const keepMounted = useMemo(() => {
    // The row that has the focus keeps it until the one it goes to is painted.
    const keys = new Set([...held, focusedKey, stopKey])
    return rows.flatMap(({ key }, index) => (keys.has(key) ? [index] : []))
  }, [focusedKey, held, rows, stopKey])

  function go(to: number): void {
    const key = rows[to]?.key
    if (key === undefined) return
    setLast({ key, index: to })
    // The first row is seen with the heading above it.
    const isFirst = rowAfterKey(rows, to, 'Home', 0) === to
    list.current?.scrollToIndex(isFirst ? 0 : to, { align: 'nearest' })
    focusRow(key)
  }

  const handlers = {
    onFocus({ currentTarget, target }: FocusEvent): void {
      // The menu of a row stands elsewhere in the page.
      if (!currentTarget.contains(target)) return
      focused.current = target
      const index = Number(target.closest('li')?.dataset['index'])
      const key = rows[index]?.key
      if (key === undefined) return
      setFocusedKey(key)
      if (key !== last.key) setLast({ key, index })
    },
    onBlur(): void {
      focused.current = null
      setFocusedKey(null)
    },
    onKeyDown(event: KeyboardEvent): void {
      const { altKey, ctrlKey, key, metaKey, target } = event
      if (event.defaultPrevented || altKey || ctrlKey || metaKey || !list.current) return
      if (!(target instanceof HTMLElement) || target.dataset['row'] === undefined) return
      const to = rowAfterKey(rows, stop, key, pageOf(list.current))
      if (to === null) return
      event.preventDefault()
      go(to)
    },
  }
  return { handlers, keepMounted, stopKey }
}
