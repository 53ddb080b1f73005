import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canDrop } from '../../renderer/chats/dropRules.ts'
import { inTreeOrder } from '../../renderer/chats/folderTree.ts'
import { archiveRows, groupedRows, sideRows, type ListInput } from '../../renderer/chats/listRows.ts'
import { mergeFetched, pageOf } from '../../renderer/chats/mergeChats.ts'
import {
  emptyList,
  keyOf,
  withChanged,
  withList,
  withSummaries,
  type ChatLists,
} from '../../renderer/chats/places.ts'
import type { ConversationId, FolderId, ModelId } from '../../shared/contract/base.ts'
import type { ConversationSummary, ListPlace } from '../../shared/contract/conversations.ts'
import type { Folder } from '../../shared/contract/folders.ts'
import { calendarAt } from '../../shared/dayGroups.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const day = 86_400_000
const calendar = calendarAt(now, 'UTC')

function chat(title: string, values: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: randomUUID() as string as ConversationId,
    title,
    createdAt: 0,
    updatedAt: now,
    modelId: 'local:starter' as ModelId,
    running: false,
    pinned: false,
    folderId: null,
    archived: false,
    endedAt: null,
    ...values,
  }
}

function folder(name: string, parentId: FolderId | null = null): Folder {
  return { id: randomUUID() as string as FolderId, name, parentId, chats: 0, createdAt: 0 }
}

function listsOf(...lists: readonly (readonly [ListPlace, readonly ConversationSummary[]])[]): ChatLists {
  return new Map(
    lists.map(([place, conversations]) => [
      keyOf(place),
      { ...emptyList(place), ...pageOf({ conversations, nextCursor: null }), loaded: true },
    ]),
  )
}

function isListed(lists: ChatLists, { id }: ConversationSummary): boolean {
  return [...lists.values()].some(({ conversations }) => conversations.some((one) => one.id === id))
}

function input(values: Partial<ListInput>): ListInput {
  return { lists: new Map(), folders: [], openFolders: new Set(), calendar, ...values }
}

/** The rows as a person reads them. */
function texts(rows: ReturnType<typeof sideRows>): readonly string[] {
  return rows.map((row) => {
    switch (row.kind) {
      case 'heading':
        return `# ${row.text}`
      case 'folder':
        return `${row.open ? '-' : '+'} ${row.folder.name}`
      case 'chat':
        return `${'  '.repeat(row.level)}${row.chat.title}`
      case 'more':
        return 'Show more'
      case 'empty':
        return row.text
      case 'problem':
        return row.failure.code
    }
  })
}

const recent = { kind: 'recent' } as const
const pinned = { kind: 'pinned' } as const

describe('the rows of the side', () => {
  it('are the pinned chats, the folders and the recent chats by date, a closed folder without its chats', () => {
    const work = folder('Work')
    const lists = listsOf(
      [
        recent,
        [chat('now'), chat('before', { updatedAt: now - day }), chat('old', { updatedAt: now - 60 * day })],
      ],
      [pinned, [chat('kept', { pinned: true })]],
      [{ kind: 'folder', folderId: work.id }, [chat('job', { folderId: work.id })]],
    )
    const expected = ['# Today', 'now', '# Yesterday', 'before', '# September 2026', 'old']
    const closed = sideRows(input({ lists, folders: [work] }))
    expect(texts(closed)).toEqual(['# Pinned', 'kept', '# Folders', '+ Work', ...expected])
    const open = sideRows(input({ lists, folders: [work], openFolders: new Set([work.id]) }))
    expect(texts(open)).toEqual(['# Pinned', 'kept', '# Folders', '- Work', '  job', ...expected])
  })

  it('show a folder inside of an open one, and how an empty one differs from one that is not loaded', () => {
    const outer = folder('Outer')
    const inner = folder('Inner', outer.id)
    const folders = [inner, outer]
    const openFolders = new Set([outer.id, inner.id])
    const lists = listsOf([{ kind: 'folder', folderId: inner.id }, []])
    expect(texts(sideRows(input({ folders, openFolders, lists })))).toEqual([
      '# Folders',
      '- Outer',
      '- Inner',
      'No chats yet',
    ])
    expect(texts(sideRows(input({ folders, openFolders })))).toEqual(['# Folders', '- Outer', '- Inner'])
    expect(texts(sideRows(input({ folders })))).toEqual(['# Folders', '+ Outer'])
  })

  it('count what is in the folders inside of a closed one, where nothing else would say so', () => {
    const outer = { ...folder('Outer'), chats: 2 }
    const inner = { ...folder('Inner', outer.id), chats: 3 }
    const counts = (openFolders: readonly FolderId[]) =>
      sideRows(input({ folders: [outer, inner], openFolders: new Set(openFolders) })).flatMap((row) =>
        row.kind === 'folder' ? [row.chats] : [],
      )
    expect(counts([])).toEqual([5])
    expect(counts([outer.id])).toEqual([2, 3])
  })

  it('offer the rest of a folder, and say why a list could not be fetched but not that the connection is lost', () => {
    const work = folder('Work')
    const place = { kind: 'folder', folderId: work.id } as const
    const list = { ...emptyList(place), loaded: true, conversations: [chat('job')], nextCursor: 'next' }
    const rowsWith = (failure: 'INTERNAL' | 'NOT_CONNECTED' | null) => {
      const problem = failure && ({ code: failure, data: { reference: 'r' } } as never)
      const lists: ChatLists = new Map([[keyOf(place), { ...list, failure: problem }]])
      return texts(sideRows(input({ lists, folders: [work], openFolders: new Set([work.id]) })))
    }
    expect(rowsWith(null).at(-1)).toBe('Show more')
    expect(rowsWith('INTERNAL').at(-1)).toBe('INTERNAL')
    expect(rowsWith('NOT_CONNECTED').at(-1)).toBe('Show more')
  })

  it('have a key each', () => {
    const work = folder('Work')
    const chats = Array.from({ length: 300 }, (_, index) =>
      chat(`${index}`, { updatedAt: now - index * 2 * day }),
    )
    const rows = sideRows(
      input({ lists: listsOf([recent, chats]), folders: [work], openFolders: new Set([work.id]) }),
    )
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })

  it('group thousands of chats as looking at each of them would', () => {
    const chats = Array.from({ length: 5_000 }, (_, index) =>
      chat(`${index}`, { updatedAt: now - index * 3_600_000 }),
    )
    const rows = groupedRows(chats, calendar)
    const shown = rows.flatMap((row) => (row.kind === 'chat' ? [row.chat] : []))
    expect(shown).toEqual(chats)
    const headings = rows.flatMap((row) => (row.kind === 'heading' ? [row.text] : []))
    expect(headings.slice(0, 5)).toEqual([
      'Today',
      'Yesterday',
      'Previous 7 days',
      'Previous 30 days',
      'October 2026',
    ])
    expect(new Set(headings).size).toBe(headings.length)
    const atMonth = rows.findIndex((row) => row.kind === 'heading' && row.text === 'October 2026')
    const [first, last] = [rows[atMonth + 1], rows[atMonth - 1]]
    expect(first?.kind === 'chat' && first.chat.updatedAt < Date.parse('2026-10-22T00:00:00Z')).toBe(true)
    expect(last?.kind === 'chat' && last.chat.updatedAt >= Date.parse('2026-10-22T00:00:00Z')).toBe(true)
  })

  it('say what the archive is for while it is empty, and not before that is known', () => {
    expect(archiveRows(input({}))).toEqual([])
    expect(texts(archiveRows(input({ lists: listsOf([{ kind: 'archived' }, []]) })))[0]).toContain('archive')
  })
})

describe('a chat that changes', () => {
  const older = chat('older', { updatedAt: now - 2 })
  const middle = chat('middle', { updatedAt: now - 1 })
  const newer = chat('newer', { updatedAt: now })

  it('leaves its list for the one it belongs to, at its place by time', () => {
    const kept = [
      chat('kept', { pinned: true, updatedAt: now }),
      chat('last', { pinned: true, updatedAt: now - 9 }),
    ]
    const lists = listsOf([recent, [newer, middle, older]], [pinned, kept])
    const changed = withChanged(lists, { ...middle, pinned: true })
    expect(changed.get('recent')?.conversations).toEqual([newer, older])
    expect(changed.get('pinned')?.conversations.map(({ title }) => title)).toEqual(['kept', 'middle', 'last'])
  })

  it('goes out of sight where its list is not shown, or where its place is not loaded', () => {
    const lists = listsOf([recent, [newer, middle]], [pinned, []])
    const archived = withChanged(lists, { ...middle, archived: true })
    expect(isListed(archived, middle)).toBe(false)
    const paged = new Map([
      ...lists,
      ['pinned', { ...emptyList(pinned), loaded: true, nextCursor: 'more' }] as const,
    ])
    expect(isListed(withChanged(paged, { ...middle, pinned: true }), middle)).toBe(false)
  })

  it('leaves the other chats and their lists as they are, so that their rows rest', () => {
    const lists = listsOf([recent, [newer, older]], [pinned, [middle]])
    const changed = withChanged(lists, { ...newer, title: 'Another' })
    expect(changed.get('pinned')).toBe(lists.get('pinned'))
    expect(changed.get('recent')?.conversations[1]).toBe(older)
  })

  it('changes nothing when it was fetched again and is as it was', () => {
    const lists = listsOf([recent, [newer, older]], [pinned, [middle]])
    const again = { conversations: [{ ...newer }, { ...older }], nextCursor: null }
    const before = lists.get('recent') ?? emptyList(recent)
    expect(withList(lists, 'recent', { ...before, ...mergeFetched(before, pageOf(again)) })).toBe(lists)
  })

  it('comes back from where nothing is listed: the archive, a closed folder, or being deleted', () => {
    const lists = listsOf([recent, [newer, older]], [pinned, []])
    expect(withChanged(lists, middle).get('recent')?.conversations).toEqual([newer, middle, older])
  })

  it('changes nothing when it is as it was', () => {
    const lists = listsOf([recent, [newer, older]], [pinned, [middle]])
    expect(withSummaries(lists, [newer.id, chat('gone').id], [{ ...newer }])).toBe(lists)
  })

  it('goes away when it was asked for and is not there any more', () => {
    const lists = listsOf([recent, [newer, middle, older]], [pinned, []])
    const changed = withSummaries(lists, [newer.id, older.id], [{ ...older, pinned: true }])
    expect(changed.get('recent')?.conversations).toEqual([middle])
    expect(changed.get('pinned')?.conversations).toEqual([{ ...older, pinned: true }])
  })

  it('is in one list only when another window moved it', () => {
    const lists = listsOf([recent, [newer, older]], [pinned, []])
    const fetched = { ...emptyList(pinned), loaded: true, conversations: [{ ...older, pinned: true }] }
    expect(withList(lists, 'pinned', fetched).get('recent')?.conversations).toEqual([newer])
  })
})

describe('dragging', () => {
  const outer = folder('Outer')
  const inner = folder('Inner', outer.id)
  const other = folder('Other')
  const folders = [outer, inner, other]
  const into = (one: Folder) => ({ kind: 'folder', folderId: one.id }) as const

  it('takes a chat to where it is not yet', () => {
    const inOuter = { kind: 'chat', chat: chat('a', { folderId: outer.id }) } as const
    expect(canDrop(inOuter, into(outer), folders)).toBe(false)
    expect(canDrop(inOuter, into(inner), folders)).toBe(true)
    expect(canDrop(inOuter, { kind: 'outside' }, folders)).toBe(true)
    expect(canDrop({ kind: 'chat', chat: chat('b') }, { kind: 'outside' }, folders)).toBe(false)
    const kept = { kind: 'chat', chat: chat('c', { pinned: true }) } as const
    expect(canDrop(kept, { kind: 'pinned' }, folders)).toBe(false)
    expect(canDrop(kept, { kind: 'outside' }, folders)).toBe(true)
  })

  it('nests folders once: none into itself, into one inside another, or with folders of its own', () => {
    const drag = (one: Folder) => ({ kind: 'folder', folder: one }) as const
    expect(canDrop(drag(other), into(outer), folders)).toBe(true)
    expect(canDrop(drag(other), into(inner), folders)).toBe(false)
    expect(canDrop(drag(other), into(other), folders)).toBe(false)
    expect(canDrop(drag(outer), into(other), folders)).toBe(false)
    expect(canDrop(drag(inner), into(other), folders)).toBe(true)
    expect(canDrop(drag(inner), into(outer), folders)).toBe(false)
    expect(canDrop(drag(inner), { kind: 'outside' }, folders)).toBe(true)
    expect(canDrop(drag(other), { kind: 'outside' }, folders)).toBe(false)
  })

  it('offers each folder before those inside of it', () => {
    expect(inTreeOrder([inner, other, outer]).map(({ name }) => name)).toEqual(['Other', 'Outer', 'Inner'])
  })
})
