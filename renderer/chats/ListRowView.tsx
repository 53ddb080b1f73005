import { sentenceOf } from '../errors/sentences.ts'
import { ChatRow } from './ChatRow.tsx'
import { loadMoreChats, showPlace, useChats } from './chatsStore.ts'
import { dropZone, leaveDropZones, useDrag } from './dragging.ts'
import { FolderRow } from './FolderRow.tsx'
import type { ListRow } from './listRows.ts'

interface ListRowViewProps {
  readonly row: ListRow
  /** Of all rows the Tab key goes to this one. */
  readonly tabStop: boolean
}

/** One row of the side. */
export function ListRowView({ row, tabStop }: ListRowViewProps) {
  switch (row.kind) {
    case 'heading':
      return <Heading {...row} />
    case 'folder':
      return <FolderRow folder={row.folder} open={row.open} chats={row.chats} tabStop={tabStop} />
    case 'chat':
      return <ChatRow chat={row.chat} level={row.level} tabStop={tabStop} />
    case 'more':
      return (
        <button
          type="button"
          className="list-more"
          data-level={row.level}
          data-row={row.key}
          tabIndex={tabStop ? 0 : -1}
          onClick={() => loadMoreChats(row.place)}
        >
          Show more
        </button>
      )
    case 'empty':
      return (
        <p className="list-empty" data-level={row.level}>
          {row.text}
        </p>
      )
    case 'problem':
      return (
        <div className="chat-list-empty" role="alert">
          <p className="problem">{sentenceOf(row.failure)}</p>
          <button
            type="button"
            className="button-link"
            data-row={row.key}
            tabIndex={tabStop ? 0 : -1}
            onClick={() => showPlace(row.place)}
          >
            Try again
          </button>
        </div>
      )
  }
}

type HeadingProps = Extract<ListRow, { readonly kind: 'heading' }>

const outside = dropZone({ kind: 'outside' })
const pinned = dropZone({ kind: 'pinned' })

function Heading({ place, text }: HeadingProps) {
  if (place === 'pinned') return <PinnedHeading text={text} />
  return (
    <h2 className="list-heading" {...outside}>
      {text}
    </h2>
  )
}

function PinnedHeading({ text }: Pick<HeadingProps, 'text'>) {
  const over = useDrag((state) => state.over === 'pinned')
  return (
    <h2 className="list-heading" data-over={over || undefined} {...pinned}>
      {text}
    </h2>
  )
}

/** While a chat is dragged and none is pinned: where it can be dropped to be the first. It moves no row. */
export function FirstPinned() {
  const dragged = useDrag((state) => state.dragged?.kind === 'chat')
  const none = useChats((state) => state.lists.get('pinned')?.conversations.length === 0)
  if (!dragged || !none) return null
  return (
    <div className="first-pinned" onDragLeave={leaveDropZones}>
      <PinnedHeading text="Pinned" />
    </div>
  )
}
