import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { folderId, type FolderId } from '../../shared/contract/base.ts'
import type { ListPlace } from '../../shared/contract/conversations.ts'
import { answeredTurn, temporaryProfile } from './temporaryProfile.ts'

const open = () => temporaryProfile().open()

async function add(database: ProfileDatabase, name: string, parentId: FolderId | null = null) {
  const id = folderId.parse(randomUUID())
  await database.addFolder({ id, name, parentId, createdAt: 1 })
  return id
}

async function titles(database: ProfileDatabase, place: ListPlace): Promise<readonly string[]> {
  const { conversations } = await database.listConversations(place, null, 50)
  return conversations.map(({ title }) => title)
}

describe('folders', () => {
  it('nest once, are named in order and count the chats that are listed in them', async () => {
    const database = await open()
    const work = await add(database, 'work')
    const inner = await add(database, 'Alpha', work)
    await database.addFolder({ id: work, name: 'again', parentId: null, createdAt: 2 })
    const tooDeep = { code: 'FOLDER_TOO_DEEP' }
    await expect(add(database, 'deeper', inner)).rejects.toMatchObject(tooDeep)
    await expect(database.moveFolder(work, await add(database, 'home'))).rejects.toMatchObject(tooDeep)
    await expect(database.moveFolder(inner, inner)).rejects.toMatchObject(tooDeep)
    const { conversationId } = await answeredTurn(database, { text: 'c' })
    await database.setConversationFolder(conversationId, inner)
    const folders = await database.folders()
    expect(folders.map(({ name, chats }) => [name, chats])).toEqual([
      ['Alpha', 1],
      ['home', 0],
      ['work', 0],
    ])
  })

  it('leave their chats and folders one step up when they are deleted', async () => {
    const database = await open()
    const outer = await add(database, 'outer')
    const inner = await add(database, 'inner', outer)
    const { conversationId } = await answeredTurn(database, { text: 'c' })
    await database.setConversationFolder(conversationId, inner)
    await database.deleteFolder(inner)
    expect(await titles(database, { kind: 'folder', folderId: outer })).toEqual(['c'])
    await database.deleteFolder(outer)
    expect(await titles(database, { kind: 'recent' })).toEqual(['c'])
    const lost = { code: 'FOLDER_NOT_FOUND' }
    await expect(database.setConversationFolder(conversationId, outer)).rejects.toMatchObject(lost)
    await expect(titles(database, { kind: 'folder', folderId: outer })).rejects.toMatchObject(lost)
  })
})

describe('a chat', () => {
  it('is listed in exactly one place: archived, else pinned, else in its folder, else recent', async () => {
    const database = await open()
    const folder = await add(database, 'folder')
    const { conversationId } = await answeredTurn(database, { text: 'c' })
    const places: readonly ListPlace[] = [
      { kind: 'recent' },
      { kind: 'folder', folderId: folder },
      { kind: 'pinned' },
      { kind: 'archived' },
    ]
    const where = async () => {
      const found = await Promise.all(places.map((place) => titles(database, place)))
      return found.map((list) => list.length)
    }
    expect(await where()).toEqual([1, 0, 0, 0])
    await database.setConversationFolder(conversationId, folder)
    expect(await where()).toEqual([0, 1, 0, 0])
    await database.markConversation(conversationId, 'pinned', 5)
    expect(await where()).toEqual([0, 0, 1, 0])
    await database.markConversation(conversationId, 'archived', 6)
    expect(await where()).toEqual([0, 0, 0, 1])
    await database.markConversation(conversationId, 'archived', null)
    await database.markConversation(conversationId, 'pinned', null)
    expect(await where()).toEqual([0, 1, 0, 0])
  })
})
