import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { exportChats } from '../../electron/core/transfer/exportChats.ts'
import { ImportRun } from '../../electron/core/transfer/importRun.ts'
import { createMarkdownSetter } from '../../electron/core/transfer/markdownSetter.ts'
import type { ExportFormat } from '../../shared/contract/exports.ts'
import { repository } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { testFork } from '../support/testFork.ts'
import { timed, type Benchmark, type Measurement } from './benchmark.ts'
import { filledFolder } from './filledFolder.ts'
import { chatGptExport } from './transferFiles.ts'
import { zipfTexts } from './zipfTexts.ts'

const imported = 20_000
/** Bytes of a file that a window hands over at once. */
const pieceBytes = 512 * 1024

const logger = memoryLogger()
// As it is built: starting the script of the tree takes half a second more.
const built = { transfer: path.join(repository, 'out', 'main', 'transfer.js') }
const fork = () => testFork(logger, built)('transfer')
const setter = createMarkdownSetter({ fork, logger })

async function importAll(database: ProfileDatabase, bytes: Buffer): Promise<void> {
  const run = new ImportRun(database, fork)
  for (let at = 0; at < bytes.length; at += pieceBytes) await run.append(bytes.subarray(at, at + pieceBytes))
  const { messages, problems, unchanged } = await run.finish()
  if (problems.length > 0 || (messages !== imported && unchanged === 0))
    throw new Error('not all was imported')
}

async function* exportOf(database: ProfileDatabase, format: ExportFormat): AsyncGenerator<string> {
  const style = { time: String, application: 'Confab' }
  const options = { database, format, style, setter, scope: { kind: 'all' }, exportedAt: Date.now() } as const
  for await (const part of await exportChats({
    ...options,
    check: () => undefined,
    onDamage: () => undefined,
  })) {
    if (part.type === 'data') yield part.data
  }
}

async function exportAll(database: ProfileDatabase, format: ExportFormat): Promise<void> {
  let bytes = 0
  for await (const data of exportOf(database, format)) bytes += data.length
  if (bytes === 0) throw new Error('nothing was exported')
}

/** What another profile has exported as JSON. */
async function confabExport(): Promise<Buffer> {
  const { dataKey, file, remove } = await filledFolder(imported)
  const database = await openProfileDatabase({ file, dataKey })
  const pieces: Buffer[] = []
  for await (const data of exportOf(database, 'json')) pieces.push(Buffer.from(data, 'base64'))
  await database.close()
  remove()
  return Buffer.concat(pieces)
}

const rate = (messages: number, milliseconds: number): number => (messages / milliseconds) * 1_000

async function measure(messages: number): Promise<readonly Measurement[]> {
  const { dataKey, file, remove } = await filledFolder(messages, 10_000)
  const bytes = chatGptExport(zipfTexts(7), imported)
  const database = await openProfileDatabase({ file, dataKey })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const first = await timed(() => importAll(database, bytes))
  delay.disable()
  const second = await timed(() => importAll(database, bytes))
  const own = await confabExport()
  const ownFirst = await timed(() => importAll(database, own))
  const json = await timed(() => exportAll(database, 'json'))
  const markdown = await timed(() => exportAll(database, 'markdown'))
  await database.close()
  remove()
  const among = `(among ${messages.toLocaleString('en')})`
  const all = messages + 2 * imported
  const unit = 'messages/s'
  return [
    {
      name: `import from ChatGPT ${among}`,
      value: rate(imported, first),
      unit,
      budget: 5_000,
      atLeast: true,
    },
    {
      name: `import of Confab's JSON ${among}`,
      value: rate(imported, ownFirst),
      unit,
      budget: 5_000,
      atLeast: true,
    },
    { name: `import again ${among}`, value: rate(imported, second), unit, budget: 5_000, atLeast: true },
    {
      name: `event loop during an import, p99 ${among}`,
      value: delay.percentile(99) / 1e6,
      unit: 'ms',
      budget: null,
    },
    { name: `export as JSON ${among}`, value: rate(all, json), unit, budget: null },
    { name: `export as Markdown in a zip ${among}`, value: rate(all, markdown), unit, budget: null },
  ]
}

/** Chats on their way in and out of a database that is in use. */
export const benchmark: Benchmark = {
  name: 'transfer',
  run: async () => [...(await measure(200_000)), ...(await measure(1_000_000))],
}
