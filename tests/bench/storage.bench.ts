import { randomUUID } from 'node:crypto'
import { openProfileDatabase } from '../../electron/core/database/openProfileDatabase.ts'
import type { ConversationId, MessageId, ModelId } from '../../shared/contract/base.ts'
import { percentile, timed, type Benchmark } from './benchmark.ts'
import { filledFolder } from './filledFolder.ts'

const rounds = 300

/** A person's message on its way to the disk, and opening and listing, in a database of 200,000 messages. */
export const benchmark: Benchmark = {
  name: 'storage',
  async run() {
    const { file, dataKey, remove } = await filledFolder(200_000, 10_000)
    const opening: number[] = []
    for (let round = 0; round < 20; round += 1) {
      opening.push(await timed(async () => (await openProfileDatabase({ file, dataKey })).close()))
    }
    const database = await openProfileDatabase({ file, dataKey })
    const { conversations } = await database.listConversations(null, 1)
    const longest = conversations[0]?.id
    if (!longest) throw new Error('the database is empty')

    const opens: number[] = []
    const lists: number[] = []
    for (let round = 0; round < 50; round += 1) {
      opens.push(await timed(() => database.lastMessages(longest, 50)))
      lists.push(await timed(() => database.listConversations(null, 50)))
    }

    const writes: number[] = []
    let conversationId: ConversationId = longest
    for (let round = 0; round < rounds; round += 1) {
      const messageId = randomUUID() as MessageId
      const modelId = 'local:starter' as ModelId
      const settings = { systemPrompt: '', parameters: {} }
      const turn = {
        settings,
        conversationId,
        messageId,
        text: `Question ${round}?`,
        modelId,
        modelName: 'Starter',
      }
      let answerId: MessageId | undefined
      writes.push(
        await timed(async () => {
          ;({ answerId, conversationId } = await database.startTurn({ ...turn, createdAt: Date.now() }))
        }),
      )
      if (!answerId) throw new Error('no answer was started')
      await database.finishAnswer({
        reasoning: '',
        finishReason: 'stop',
        inputTokens: null,
        outputTokens: null,
        answerId,
        text: 'Yes.',
        state: 'complete',
        errorCode: null,
        finishedAt: Date.now(),
      })
    }
    await database.close()
    remove()
    return [
      {
        name: 'user message on disk, p95 (200,000 messages)',
        value: percentile(writes, 0.95),
        unit: 'ms',
        budget: 5,
      },
      { name: 'user message on disk, p50', value: percentile(writes, 0.5), unit: 'ms', budget: null },
      {
        name: 'open the database of a profile, p95 (200,000 messages)',
        value: percentile(opening, 0.95),
        unit: 'ms',
        budget: 5,
      },
      {
        name: 'last 50 of a chat of 10,000 messages, p95',
        value: percentile(opens, 0.95),
        unit: 'ms',
        budget: null,
      },
      { name: 'first 50 chats of the list, p95', value: percentile(lists, 0.95), unit: 'ms', budget: null },
    ]
  },
}
