import { Archive, ArrowLeft, FolderPlus } from 'lucide-react'
import { useMemo, useRef, useState, type ComponentProps } from 'react'
import { Virtualizer, type CustomItemComponentProps, type VirtualizerHandle } from 'virtua'
import { useTime } from '../time/timeStore.ts'
import { hidePlace, loadMoreChats, showPlace, useChats } from './chatsStore.ts'
import { dropZone, leaveDropZones, useDrag } from './dragging.ts'
import { useFolders } from './foldersStore.ts'
import { openListDialog } from './listDialogStore.ts'
import { ListDialogs } from './ListDialogs.tsx'
import { archiveRows, sideRows, type ListRow } from './listRows.ts'
import { FirstPinned, ListRowView } from './ListRowView.tsx'
import { focusRow } from './rowFocus.ts'
import { useRowKeys } from './useRowKeys.ts'

/** Height of a row in pixels before it is measured. */
const rowHeight = 34
/** The next page is fetched when this many pixels are left below. */
const loadAhead = 600

const archivePlace = { kind: 'archived' } as const

/** The chats of the side, or those in the archive. */
export function ChatList() {
  const [inArchive, setInArchive] = useState(false)

  function enterArchive(): void {
    showPlace(archivePlace)
    setInArchive(true)
    focusRow('leave archive')
  }

  function leaveArchive(): void {
    hidePlace(archivePlace)
    setInArchive(false)
    focusRow('enter archive')
  }

  return (
    <nav className="chats" aria-label="Chats">
      {inArchive && (
        <div className="archive-head">
          <button type="button" className="list-button" data-row="leave archive" onClick={leaveArchive}>
            <ArrowLeft size={16} strokeWidth={1.75} aria-hidden="true" />
            Back to chats
          </button>
          <h2 className="list-heading">Archive</h2>
        </div>
      )}
      {!inArchive && <FirstPinned />}
      <Rows key={inArchive ? 'archive' : 'side'} inArchive={inArchive} />
      {!inArchive && (
        <div className="list-foot">
          <button
            type="button"
            className="list-button"
            onClick={() => openListDialog({ kind: 'new-folder', parentId: null, chat: null })}
          >
            <FolderPlus size={16} strokeWidth={1.75} aria-hidden="true" />
            New folder
          </button>
          <button type="button" className="list-button" data-row="enter archive" onClick={enterArchive}>
            <Archive size={16} strokeWidth={1.75} aria-hidden="true" />
            Archive
          </button>
        </div>
      )}
      <ListDialogs />
    </nav>
  )
}

/** The rows of what is shown; they change with the chats, at midnight and with the zone. */
function useRows(inArchive: boolean): readonly ListRow[] {
  const lists = useChats((state) => state.lists)
  const folders = useFolders((state) => state.folders)
  const openFolders = useFolders((state) => state.open)
  const calendar = useTime((state) => state.calendar)
  return useMemo(() => {
    const input = { lists, folders, openFolders, calendar }
    return inArchive ? archiveRows(input) : sideRows(input)
  }, [calendar, folders, inArchive, lists, openFolders])
}

const outside = dropZone({ kind: 'outside' })

function Rows({ inArchive }: { readonly inArchive: boolean }) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const over = useDrag((state) => state.over === 'outside')
  const rows = useRows(inArchive)
  const { handlers, keepMounted, stopKey } = useRowKeys(rows, list)

  function nearEnd(offset: number): void {
    const handle = list.current
    if (!handle || handle.scrollSize - handle.viewportSize - offset >= loadAhead) return
    loadMoreChats(inArchive ? archivePlace : { kind: 'recent' })
  }

  return (
    <div
      ref={scroller}
      className="chat-list"
      data-over={over || undefined}
      onDragLeave={leaveDropZones}
      {...handlers}
      {...(inArchive ? {} : outside)}
    >
      {rows.length === 0 ? (
        <EmptyList />
      ) : (
        <Virtualizer
          ref={list}
          as={List}
          item={Item}
          data={rows}
          scrollRef={scroller}
          itemSize={rowHeight}
          keepMounted={keepMounted}
          onScroll={nearEnd}
        >
          {(row) => <ListRowView key={row.key} row={row} tabStop={row.key === stopKey} />}
        </Virtualizer>
      )}
    </div>
  )
}

function List(props: ComponentProps<'ul'>) {
  return <ul {...props} className="chat-rows" />
}

function Item({ children, index, ref, style }: CustomItemComponentProps) {
  return (
    <li ref={ref} style={style} data-index={index}>
      {children}
    </li>
  )
}

function EmptyList() {
  const loaded = useChats((state) => state.lists.get('recent')?.loaded ?? false)
  return loaded && <p className="chat-list-empty">Your chats will stand here, the newest first.</p>
}
