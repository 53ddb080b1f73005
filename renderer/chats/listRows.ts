/** Pure: the lists of chats and the folders give the rows of the side, from top to bottom. */
import type { FolderId } from '../../shared/contract/base.ts'
import type { ConversationSummary, ListPlace } from '../../shared/contract/conversations.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { groupOf, type Calendar } from '../../shared/dayGroups.ts'
import type { CallFailure } from '../errors/callFailure.ts'
import { keyOf, type ChatList, type ChatLists } from './places.ts'

/** `level` is how deep a row stands in folders: 0 outside of them. */
export type ListRow =
  | {
      readonly kind: 'heading'
      readonly key: string
      readonly text: string
      readonly place: ListPlace['kind']
    }
  | {
      readonly kind: 'folder'
      readonly key: string
      readonly folder: Folder
      readonly open: boolean
      /** How many are in it; while it is closed also those in folders inside of it, which are not seen then. */
      readonly chats: number
    }
  | {
      readonly kind: 'chat'
      readonly key: string
      readonly chat: ConversationSummary
      readonly level: number
    }
  | { readonly kind: 'more'; readonly key: string; readonly place: ListPlace; readonly level: number }
  | { readonly kind: 'empty'; readonly key: string; readonly text: string; readonly level: number }
  | {
      readonly kind: 'problem'
      readonly key: string
      readonly place: ListPlace
      readonly failure: CallFailure
      readonly level: number
    }

export interface ListInput {
  readonly lists: ChatLists
  readonly folders: readonly Folder[]
  readonly openFolders: ReadonlySet<FolderId>
  readonly calendar: Calendar
}

function chatRows(chats: readonly ConversationSummary[], level: number): readonly ListRow[] {
  return chats.map((chat) => ({ kind: 'chat', key: chat.id, chat, level }))
}

function problemRows({ failure, place }: ChatList, level: number): readonly ListRow[] {
  // A lost connection is said by its banner.
  if (!failure || failure.code === 'NOT_CONNECTED' || failure.code === 'SIGNED_OUT') return []
  return [{ kind: 'problem', key: `problem ${keyOf(place)}`, place, failure, level }]
}

/** What stands after the chats of a list that does not load on by itself. */
function endRows(list: ChatList, level: number): readonly ListRow[] {
  const problem = problemRows(list, level)
  if (problem.length > 0 || list.nextCursor === null) return problem
  return [{ kind: 'more', key: `more ${keyOf(list.place)}`, place: list.place, level }]
}

function heading(text: string, place: ListPlace['kind']): ListRow {
  return { kind: 'heading', key: `heading ${text}`, text, place }
}

/** Where the run of chats of one group ends that begins at `start`; the chats are newest first. */
function endOfGroup(
  chats: readonly ConversationSummary[],
  start: number,
  group: string,
  calendar: Calendar,
): number {
  let [inside, outside] = [start, chats.length]
  while (outside - inside > 1) {
    const middle = (inside + outside) >> 1
    const chat = chats[middle]
    if (chat && groupOf(chat.updatedAt, calendar) === group) inside = middle
    else outside = middle
  }
  return outside
}

/** The chats with their groups' headings. Looks at a few chats of each group only: there may be thousands. */
export function groupedRows(chats: readonly ConversationSummary[], calendar: Calendar): readonly ListRow[] {
  const rows: ListRow[] = []
  let start = 0
  for (let first = chats[start]; first; first = chats[start]) {
    const group = groupOf(first.updatedAt, calendar)
    const end = endOfGroup(chats, start, group, calendar)
    rows.push(heading(group, 'recent'))
    for (const row of chatRows(chats.slice(start, end), 0)) rows.push(row)
    start = end
  }
  return rows
}

function folderRows(input: ListInput, folder: Folder): readonly ListRow[] {
  const open = input.openFolders.has(folder.id)
  const inner = input.folders.filter(({ parentId }) => parentId === folder.id)
  const hidden = open ? 0 : inner.reduce((sum, { chats }) => sum + chats, 0)
  const row: ListRow = { kind: 'folder', key: folder.id, folder, open, chats: folder.chats + hidden }
  if (!open) return [row]
  const level = folder.parentId === null ? 1 : 2
  const list = input.lists.get(`folder ${folder.id}`)
  const empty: readonly ListRow[] =
    inner.length === 0 && list?.loaded && list.conversations.length === 0 && list.failure === null
      ? [{ kind: 'empty', key: `empty ${folder.id}`, text: 'No chats yet', level }]
      : []
  return [
    row,
    ...inner.flatMap((one) => folderRows(input, one)),
    ...chatRows(list?.conversations ?? [], level),
    ...(list ? endRows(list, level) : []),
    ...empty,
  ]
}

/** Pinned chats, folders, and the recent chats by date. */
export function sideRows(input: ListInput): readonly ListRow[] {
  const pinned = input.lists.get('pinned')
  const recent = input.lists.get('recent')
  const outer = input.folders.filter(({ parentId }) => parentId === null)
  return [
    ...(pinned && pinned.conversations.length > 0
      ? [heading('Pinned', 'pinned'), ...chatRows(pinned.conversations, 0), ...endRows(pinned, 0)]
      : []),
    ...(outer.length > 0 ? [heading('Folders', 'folder')] : []),
    ...outer.flatMap((folder) => folderRows(input, folder)),
    ...(recent ? [...groupedRows(recent.conversations, input.calendar), ...problemRows(recent, 0)] : []),
  ]
}

export function archiveRows({ lists }: ListInput): readonly ListRow[] {
  const archived = lists.get('archived')
  if (!archived) return []
  const empty: readonly ListRow[] =
    archived.loaded && archived.conversations.length === 0
      ? [
          {
            kind: 'empty',
            key: 'empty archive',
            text: 'Chats that you archive stand here, out of the way.',
            level: 0,
          },
        ]
      : []
  return [...chatRows(archived.conversations, 0), ...problemRows(archived, 0), ...empty]
}
