import { setImmediate } from 'node:timers/promises'
import type { ExportFormat, ExportPart, ExportScope } from '../../../shared/contract/exports.ts'
import { CallError } from '../callError.ts'
import type { ExportedChat } from '../database/transfer/exportedRows.ts'
import type { ProfileDatabase } from '../database/profileDatabase.ts'
import { ExportPieces } from './exportPieces.ts'
import { foldersById, pathOf, selectionOf, type Selection } from './exportSelection.ts'
import { safeName, UniqueNames } from './fileNames.ts'
import type { ChatText, TextStyle } from './formats/chatText.ts'
import { fileEnd, fileStart } from './formats/confabJson.ts'
import { html } from './formats/html.ts'
import { markdown } from './formats/markdown.ts'
import { plainHtml } from './formats/plainHtml.ts'
import { plainText } from './formats/plainText.ts'
import type { MarkdownSetter } from './markdownSetter.ts'
import { jsonOfChat, textOfChat } from './writtenChats.ts'
import { ZipFile } from './zipFile.ts'

export interface ExportOptions {
  readonly database: ProfileDatabase
  readonly scope: ExportScope
  readonly format: ExportFormat
  readonly style: TextStyle
  readonly setter: MarkdownSetter
  /** Aborted when nobody reads the export any more. */
  readonly signal?: AbortSignal | undefined
  /** Epoch milliseconds. */
  readonly exportedAt: number
  /** Told each time that something cannot be read because the file is damaged; the export goes on. */
  readonly onDamage: (error: unknown) => void
  /** Called between pieces; throws where the export must not go on. */
  readonly check: () => void
}

interface Plan extends ExportOptions {
  readonly selection: Selection
  /** Chats that could not be read whole. */
  readonly notWhole: Set<ExportedChat>
  /** Messages that were to be set and stand as plain text. */
  plain: number
}

type Text = Exclude<ExportFormat, 'json'>
type Written = string | Uint8Array | { readonly done: number }

/** After so many texts that could not be set, no more than `shortLimit` milliseconds are spent on each. */
const mostFailures = 5
const shortLimit = 2_000

function htmlOf(plan: Plan): ChatText {
  return html(async (source) => {
    const limit = plan.plain < mostFailures ? {} : { limit: shortLimit }
    const set = await plan.setter.set(source, { signal: plan.signal, ...limit })
    if (set === null) plan.plain += 1
    return set ?? plainHtml(source)
  })
}

const texts: Readonly<Record<Text, (plan: Plan) => ChatText>> = {
  markdown: () => markdown,
  html: htmlOf,
  text: () => plainText,
}

/** How often it is said how far an export is, in milliseconds. */
const progressInterval = 100

/** The earliest and the latest day that a zip can name a file with. */
const zipYears = { first: Date.UTC(1980, 0, 2), last: Date.UTC(2099, 11, 30) }

/** Notes damage to a chat, and tells of it. */
function damageTo(chat: ExportedChat, { notWhole, onDamage }: Plan): (error: unknown) => void {
  return (error) => {
    notWhole.add(chat)
    onDamage(error)
  }
}

async function* json(plan: Plan): AsyncGenerator<Written> {
  const { database, exportedAt, selection, style } = plan
  let written = 0
  const isFirst = (): boolean => {
    written += 1
    return written === 1
  }
  yield fileStart(style.application, exportedAt, selection.folders)
  for (const [index, chat] of selection.chats.entries()) {
    yield* jsonOfChat(database, chat.key, isFirst, damageTo(chat, plan))
    yield { done: index + 1 }
  }
  yield fileEnd
}

async function* zip(plan: Plan, format: ChatText): AsyncGenerator<Written> {
  const { database, notWhole, selection, style } = plan
  const file = new ZipFile()
  const names = new UniqueNames()
  const pathFor = paths(selection, names, format.extension)
  const modifiedAt = Math.min(Math.max(plan.exportedAt, zipYears.first), zipYears.last)
  for (const [index, chat] of selection.chats.entries()) {
    const written = textOfChat(database, chat.key, format, style, damageTo(chat, plan))
    yield* file.file(pathFor(chat), modifiedAt, written)
    yield { done: index + 1 }
  }
  if (notWhole.size > 0) {
    yield* file.file(names.take('', 'Not read whole', '.txt'), modifiedAt, notWholeText(notWhole))
  }
  yield* file.end()
}

async function* notWholeText(chats: ReadonlySet<ExportedChat>): AsyncGenerator<string> {
  yield 'The file of the profile is damaged. These chats could not be read whole:\n\n'
  for (const { title } of chats) yield `${title}\n`
}

/** Where each chat stands in a zip. Two folders of the same name are two folders. */
function paths(
  { folders }: Selection,
  names: UniqueNames,
  extension: string,
): (chat: ExportedChat) => string {
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

async function* single(plan: Plan, chat: ExportedChat, format: ChatText): AsyncGenerator<Written> {
  yield* textOfChat(plan.database, chat.key, format, plan.style, damageTo(chat, plan))
  yield { done: 1 }
}

/** What the file is called, and what writes it. */
function fileOf(plan: Plan) {
  const { selection } = plan
  const day = new Date(plan.exportedAt).toISOString().slice(0, 10)
  const name = selection.name === null ? `Confab ${day}` : safeName(selection.name, 'Chat')
  if (plan.format === 'json') {
    return { name: `${name}.json`, mediaType: 'application/json', written: json(plan) }
  }
  const format = texts[plan.format](plan)
  const chat = plan.scope.kind === 'conversation' ? selection.chats[0] : undefined
  if (!chat) return { name: `${name}.zip`, mediaType: 'application/zip', written: zip(plan, format) }
  const { extension, mediaType } = format
  return { name: `${name}.${extension}`, mediaType, written: single(plan, chat, format) }
}

/**
 * Begins an export: finds what it is of. What follows comes in pieces: nothing is read before somebody asks for the
 * next one, and nothing is kept of what was given. Leaving the loop ends it.
 * @throws CallError `CONVERSATION_NOT_FOUND`, `FOLDER_NOT_FOUND`, `NOTHING_TO_EXPORT`
 */
export async function exportChats(options: ExportOptions): Promise<AsyncGenerator<ExportPart>> {
  const selection = await selectionOf(options.database, options.scope)
  // JSON of nothing is a file like others; a zip of nothing is one that many programs cannot open.
  if (selection.chats.length === 0 && options.format !== 'json') throw new CallError('NOTHING_TO_EXPORT')
  return partsOf({ ...options, selection, notWhole: new Set(), plain: 0 })
}

async function* partsOf(plan: Plan): AsyncGenerator<ExportPart> {
  const { mediaType, name, written } = fileOf(plan)
  const total = plan.selection.chats.length
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
    plan.check()
  }
  yield* pieces.take(true)
  if (plan.plain > 0) yield { type: 'plain', texts: plan.plain }
  if (plan.notWhole.size > 0) yield { type: 'not-whole', chats: plan.notWhole.size }
}
