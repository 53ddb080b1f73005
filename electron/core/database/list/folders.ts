import type { FolderId } from '../../../../shared/contract/base.ts'
import type { Folder } from '../../../../shared/contract/folders.ts'
import { CallError } from '../../callError.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

export interface FolderRow {
  readonly key: number
  readonly parentKey: number | null
}

/** @throws CallError `FOLDER_NOT_FOUND` */
export function folderById(db: Connection, id: FolderId): FolderRow {
  const sql = 'SELECT key, parent_key AS parentKey FROM folders WHERE id = ?'
  const found = statement<[FolderId], FolderRow>(db, sql).get(id)
  if (!found) throw new CallError('FOLDER_NOT_FOUND')
  return found
}

/** All folders by name, with how many chats are listed in each. */
export function allFolders(db: Connection): readonly Folder[] {
  const sql = `
    SELECT f.id, f.name, f.created_at AS createdAt, (SELECT id FROM folders WHERE key = f.parent_key) AS parentId,
      (SELECT count(*) FROM conversations AS c
       WHERE c.folder_key = f.key AND c.folder_key IS NOT NULL AND c.deleted_at IS NULL AND c.archived_at IS NULL
         AND c.pinned_at IS NULL) AS chats
    FROM folders AS f ORDER BY f.name COLLATE NOCASE, f.key`
  return statement<[], Folder>(db, sql).all()
}

function hasFolders(db: Connection, key: number): boolean {
  return statement<[number], unknown>(db, 'SELECT 1 FROM folders WHERE parent_key = ?').get(key) !== undefined
}

/** The key of the folder that another one is put into: one without a parent. @throws CallError */
function outerFolder(db: Connection, id: FolderId | null): number | null {
  if (id === null) return null
  const { key, parentKey } = folderById(db, id)
  if (parentKey !== null) throw new CallError('FOLDER_TOO_DEEP')
  return key
}

/**
 * Adds a folder. One of that id stays as it is.
 * @throws CallError `FOLDER_NOT_FOUND` for the parent, `FOLDER_TOO_DEEP` when that is in a folder itself
 */
export function addFolder(
  db: Connection,
  folder: {
    readonly id: FolderId
    readonly name: string
    readonly parentId: FolderId | null
    readonly createdAt: number
  },
): void {
  const { id, name, createdAt } = folder
  const row = { id, name, createdAt, parentKey: outerFolder(db, folder.parentId) }
  const sql = `
    INSERT INTO folders (id, name, parent_key, created_at) VALUES (@id, @name, @parentKey, @createdAt)
    ON CONFLICT (id) DO NOTHING`
  statement<[typeof row]>(db, sql).run(row)
}

/** @throws CallError `FOLDER_NOT_FOUND` */
export function renameFolder(db: Connection, id: FolderId, name: string): void {
  const { key } = folderById(db, id)
  statement<[string, number]>(db, 'UPDATE folders SET name = ? WHERE key = ?').run(name, key)
}

/** @throws CallError `FOLDER_NOT_FOUND`, `FOLDER_TOO_DEEP` when folders would nest more than once */
export function moveFolder(db: Connection, id: FolderId, parentId: FolderId | null): void {
  const { key } = folderById(db, id)
  const parentKey = outerFolder(db, parentId)
  if (parentKey === key || (parentKey !== null && hasFolders(db, key))) throw new CallError('FOLDER_TOO_DEEP')
  statement<[number | null, number]>(db, 'UPDATE folders SET parent_key = ? WHERE key = ?').run(
    parentKey,
    key,
  )
}

/** Deletes a folder; its chats and folders go one step up. @throws CallError `FOLDER_NOT_FOUND` */
export function deleteFolder(db: Connection, id: FolderId): void {
  const row = folderById(db, id)
  const chats = 'UPDATE conversations SET folder_key = @parentKey WHERE folder_key = @key'
  const inner = 'UPDATE folders SET parent_key = @parentKey WHERE parent_key = @key'
  for (const sql of [chats, inner]) statement<[FolderRow]>(db, sql).run(row)
  statement<[number]>(db, 'DELETE FROM folders WHERE key = ?').run(row.key)
}
