import { setImmediate } from 'node:timers/promises'
import type { ExportFormat, ExportPart, ExportScope } from '../../../shared/contract/exports.ts'
import type { ExportedChat } from '../database/transfer/exportedRows.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { ExportPieces } from './exportPieces.ts'
import { foldersById, pathOf, selectionOf, type Selection } from './exportSelection.ts'
import { safeName, UniqueNames } from './fileNames.ts'
import type { ChatText, TextStyle } from './formats/chatText.ts'
import { fileEnd, fileStart } from './formats/confabJson.ts'
import { html } from './formats/html.ts'
import { markdown } from './formats/markdown.ts'
import { plainText } from './formats/plainText.ts'
import { jsonOfChat, textOfChat } from './writtenChats.ts'
import { ZipFile } from './zipFile.ts'

export interface ExportOptions {
  readonly database: ProfileDatabase
  readonly scope: ExportScope
  readonly format: ExportFormat
  readonly style: TextStyle
  /** Epoch milliseconds. */
  readonly exportedAt: number
  /** Called between pieces; throws where the export must not go on. */
  readonly check: () => void
}

type Text = Exclude<ExportFormat, 'json'>
type Written = string | Uint8Array | { readonly done: number }

const texts: Readonly<Record<Text, ChatText>> = { markdown, html, text: plainText }

/** How often it is said how far an export is, in milliseconds. */
const progressInterval = 100

/** The earliest and the latest day that a zip can name a file with. */
const zipYears = { first: Date.UTC(1980, 0, 2), last: Date.UTC(2099, 11, 30) }

async function* json(options: ExportOptions, { chats, folders }: Selection): AsyncGenerator<Written> {
  let written = 0
  yield fileStart(options.style.application, options.exportedAt, folders)
  for (const [index, { key }] of chats.entries()) {
    yield* jsonOfChat(options.database, key, () => {
      written += 1
      return written === 1
    })
    yield { done: index + 1 }
  }
  yield fileEnd
}

async function* zip(options: ExportOptions, selection: Selection, format: ChatText): AsyncGenerator<Written> {
  const file = new ZipFile()
  const pathFor = paths(selection, format.extension)
  const modifiedAt = Math.min(Math.max(options.exportedAt, zipYears.first), zipYears.last)
  for (const [index, chat] of selection.chats.entries()) {
    yield* file.file(pathFor(chat), modifiedAt, textOfChat(options.database, chat.key, format, options.style))
    yield { done: index + 1 }
  }
  yield* file.end()
}

/** Where each chat stands in a zip. Two folders of the same name are two folders. */
function paths({ folders }: Selection, extension: string): (chat: ExportedChat) => string {
  const names = new UniqueNames()
  const byId = foldersById(folders)
  const folderPaths = new Map<string, string>()
  for (const folder of folders) {
    const outer = (folder.parentId && folderPaths.get(folder.parentId)) ?? ''
    folderPaths.set(folder.id, `${names.take(outer, safeName(folder.name, 'Folder'), '')}/`)
  }
  return ({ folderId, title }) => {
    const innermost = pathOf(byId, folderId).at(-1)
    const folder = innermost ? (folderPaths.get(innermost.id) ?? '') : ''
    return names.take(folder, safeName(title, 'Chat'), `.${extension}`)
  }
}

async function* single(
  options: ExportOptions,
  chat: ExportedChat,
  format: ChatText,
): AsyncGenerator<Written> {
  yield* textOfChat(options.database, chat.key, format, options.style)
  yield { done: 1 }
}

/** What the file is called, and what writes it. */
function plan(options: ExportOptions, selection: Selection) {
  const day = new Date(options.exportedAt).toISOString().slice(0, 10)
  const name = selection.name === null ? `Confab ${day}` : safeName(selection.name, 'Chat')
  if (options.format === 'json') {
    return { name: `${name}.json`, mediaType: 'application/json', written: json(options, selection) }
  }
  const format = texts[options.format]
  const chat = options.scope.kind === 'conversation' ? selection.chats[0] : undefined
  if (!chat) {
    return { name: `${name}.zip`, mediaType: 'application/zip', written: zip(options, selection, format) }
  }
  const { extension, mediaType } = format
  return { name: `${name}.${extension}`, mediaType, written: single(options, chat, format) }
}

/**
 * Begins an export: finds what it is of. What follows comes in pieces: nothing is read before somebody asks for the
 * next one, and nothing is kept of what was given. Leaving the loop ends it.
 * @throws CallError `CONVERSATION_NOT_FOUND`, `FOLDER_NOT_FOUND`
 */
export async function exportChats(options: ExportOptions): Promise<AsyncGenerator<ExportPart>> {
  return partsOf(options, await selectionOf(options.database, options.scope))
}

async function* partsOf(options: ExportOptions, selection: Selection): AsyncGenerator<ExportPart> {
  const { mediaType, name, written } = plan(options, selection)
  const total = selection.chats.length
  yield { type: 'file', name, mediaType }
  const pieces = new ExportPieces()
  let told = 0
  for await (const one of written) {
    if (typeof one === 'object' && 'done' in one) {
      await setImmediate()
      if (performance.now() - told < progressInterval && one.done < total) continue
      told = performance.now()
      yield { type: 'progress', done: one.done, total }
    } else {
      pieces.add(one)
      yield* pieces.take()
    }
    options.check()
  }
  yield* pieces.take(true)
}
