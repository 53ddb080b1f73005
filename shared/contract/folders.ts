import { z } from 'zod'
import { bounds } from '../bounds.ts'
import { callErrors } from '../errors.ts'
import { empty, folderId, signedIn, time } from './base.ts'

const { FOLDER_NOT_FOUND, FOLDER_TOO_DEEP } = callErrors

export const folder = z.strictObject({
  id: folderId,
  name: z.string(),
  /** Folders nest once: the parent of a folder has none. */
  parentId: folderId.nullable(),
  /** How many chats are listed in it, those of its folders left out. */
  chats: z.number().int().nonnegative(),
  createdAt: time,
})
export type Folder = z.infer<typeof folder>

const name = z.string().trim().min(bounds.folderName.min).max(bounds.folderName.max)
const known = signedIn.errors({ FOLDER_NOT_FOUND })

export const foldersContract = {
  /** All of them, by name. */
  list: signedIn.input(empty).output(z.strictObject({ folders: z.array(folder) })),
  /** The window chooses the id: a call that is repeated with it changes nothing. */
  create: known
    .errors({ FOLDER_TOO_DEEP })
    .input(z.strictObject({ folderId, name, parentId: folderId.nullable() }))
    .output(empty),
  rename: known.input(z.strictObject({ folderId, name })).output(empty),
  /** Into another folder, or out of it (null). */
  move: known
    .errors({ FOLDER_TOO_DEEP })
    .input(z.strictObject({ folderId, parentId: folderId.nullable() }))
    .output(empty),
  /** Its chats and folders go one step up; no chat is deleted. */
  delete: known.input(z.strictObject({ folderId })).output(empty),
}
