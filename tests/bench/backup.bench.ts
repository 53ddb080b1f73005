import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCopier } from '../../electron/core/backups/copier.ts'
import { backupFolderOf } from '../../electron/core/backups/backupFolder.ts'
import type { BackupJob } from '../../electron/core/backups/job.ts'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { testFork } from '../support/testFork.ts'
import type { MessageId, ModelId } from '../../shared/contract/base.ts'
import { repository } from '../support/folders.ts'
import { memoryLogger } from '../support/memoryLogger.ts'
import { percentile, timed, type Benchmark, type Measurement } from './benchmark.ts'
import { filledFolder } from './filledFolder.ts'

const sizes = [200_000, 1_000_000]
/** Messages of the longest chat: as in other benchmarks, which fill the same folder. */
const longest = 10_000
/** Between two messages that somebody sends while a backup is made. In milliseconds. */
const pause = 100

/** Sends messages until it is stopped; answers with how long each took to be on the disk. */
function sending(database: ProfileDatabase): () => readonly number[] {
  const times: number[] = []
  const modelId = 'local:starter' as ModelId
  const settings = { systemPrompt: '', parameters: {}, contextMessages: 20 }
  async function send(): Promise<void> {
    const turn = { messageId: randomUUID() as MessageId, text: 'Question?', modelId, modelName: 'Starter' }
    const started = performance.now()
    await database.startTurn({ ...turn, settings, conversationId: null, createdAt: Date.now() })
    times.push(performance.now() - started)
  }
  const timer = setInterval(() => void send(), pause)
  return () => {
    clearInterval(timer)
    return times
  }
}

async function measure(messages: number): Promise<readonly Measurement[]> {
  const { dataKey, file, remove } = await filledFolder(messages, longest)
  const logger = memoryLogger()
  const script = path.join(repository, 'out', 'main', 'backups.js')
  const copier = createCopier(() => testFork(logger, { backups: script })('backups'), logger)
  const target = path.join(backupFolderOf(file), 'manual-20260101T000000000Z.db')
  const database = await openProfileDatabase({ file, dataKey })
  const run = async (job: Pick<BackupJob, 'kind' | 'file' | 'target'>): Promise<number> => {
    const took = await timed(async () => {
      const { outcome } = await copier.run({ ...job, dataKey })
      if (outcome !== 'done') throw new Error(`the backup ended as ${outcome}`)
    })
    return took / 1_000
  }

  const delay = monitorEventLoopDelay({ resolution: 1 })
  const stop = sending(database)
  delay.enable()
  const copied = await run({ kind: 'copy', file, target })
  delay.disable()
  const written = stop()
  const bytes = statSync(target).size
  rmSync(target)
  const daily = await run({ kind: 'check-and-copy', file, target })
  const checked = await run({ kind: 'check', file: target, target: null })
  await database.close()
  remove()

  const of = `(${messages.toLocaleString('en')} messages)`
  const milliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1)
  return [
    { name: `backup made, checked, on the disk ${of}`, value: copied, unit: 's', budget: null },
    { name: `daily backup, database checked first ${of}`, value: daily, unit: 's', budget: null },
    { name: `backup read to its end ${of}`, value: checked, unit: 's', budget: null },
    { name: `size of a backup ${of}`, value: bytes / 1e6, unit: 'MB', budget: null },
    {
      name: `event-loop delay while backing up, p99 ${of}`,
      value: milliseconds(delay.percentile(99)),
      unit: 'ms',
      budget: 20,
    },
    {
      name: `event-loop delay while backing up, max ${of}`,
      value: milliseconds(delay.max),
      unit: 'ms',
      budget: null,
    },
    {
      name: `user message on disk while backing up, p95 ${of}`,
      value: percentile(written, 0.95),
      unit: 'ms',
      budget: null,
    },
  ]
}

/** How long a backup takes, and how much the application notices of it while messages are stored. */
export const benchmark: Benchmark = {
  name: 'backup',
  async run() {
    const all: Measurement[] = []
    for (const messages of sizes) all.push(...(await measure(messages)))
    return all
  },
}
