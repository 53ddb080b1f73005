/** Backups and their restoration: the profile is the old one or the restored one, whole, and the old one is kept. */
import { randomUUID } from 'node:crypto'
import { safe } from '@orpc/client'
import type { Backup } from '../../../shared/contract/backups.ts'
import type { ConversationId, MessageId, ModelId } from '../../../shared/contract/base.ts'
import type { ConnectedWindow } from '../../support/webSocketClient.ts'
import { askAgain, readStored, signIn, type Victim } from '../victim.ts'

/** Its answers are stopped: what is asked is enough. */
const starter = 'local:starter' as ModelId

export async function restores(dataFolder: string): Promise<Victim> {
  /** Messages that are there for sure. */
  let there = new Set<MessageId>()
  /** Messages that will be there once the restoration that has been asked for is done. */
  let afterwards: ReadonlySet<MessageId> | null = null
  let restored = 0
  let hit = 0

  async function send({ client }: ConnectedWindow, conversationId: ConversationId | null) {
    const messageId = randomUUID() as MessageId
    const message = { messageId, text: `message ${messageId}`, modelId: starter, settings: null }
    const sent = await client.chat.send({ conversationId, ...message })
    there.add(messageId)
    await client.chat.stop({ answerId: sent.answerId })
    return sent.conversationId
  }

  /** Makes a backup, goes on, and comes back to it. */
  async function comeBack(window: ConnectedWindow): Promise<void> {
    const { client } = window
    await client.backups.deleteAll({})
    const conversationId = await send(window, null)
    const { backup } = await client.backups.create({})
    const backedUp = new Set(there)
    await send(window, conversationId)
    afterwards = backedUp
    await client.backups.restore({ backupId: backup.id })
    there = backedUp
    afterwards = null
    restored += 1
    await signIn(window)
  }

  function judgeTexts(texts: ReadonlyMap<MessageId, string>, backups: readonly Backup[]): readonly string[] {
    const lacks = (messages: ReadonlySet<MessageId>) => [...messages].filter((id) => !texts.has(id))
    const lost = lacks(there)
    const wanted = afterwards
    afterwards = null
    if (wanted === null) return lost.map((id) => `the acknowledged message ${id} is lost`)
    hit += 1
    if (lost.length === 0) return []
    there = new Set(wanted)
    const kept = backups.some(({ kind }) => kind === 'before-restore')
    return [
      ...lacks(wanted).map((id) => `message ${id} is neither in the old profile nor in the restored one`),
      ...(kept ? [] : ['the profile that was there before is not kept']),
    ]
  }

  return {
    longest: 3_000,
    environment: {},
    async work(window) {
      await safe(
        (async () => {
          for (;;) await comeBack(window)
        })(),
      )
    },
    async judge() {
      const { backups } = await askAgain(dataFolder, {}, ({ client }) => client.backups.list({}))
      const { mishaps, texts } = await readStored(dataFolder)
      return [...mishaps, ...judgeTexts(texts, backups)]
    },
    summary: () => `${restored} restorations acknowledged, ${hit} hit`,
    close: () => Promise.resolve(),
  }
}
