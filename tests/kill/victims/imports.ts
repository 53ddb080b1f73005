/** Imports: what was finished is there, what was not is there whole or not at all. */
import { safe } from '@orpc/client'
import { chatGptChat, chatGptMessage, node } from '../../transfer/exportSamples.ts'
import type { ConnectedWindow } from '../../support/webSocketClient.ts'
import { askAgain, readStored, type Victim } from '../victim.ts'

/** Messages of a chat: more than one transaction takes. */
const length = 1_000
/** Bytes of a piece. */
const pieceBytes = 300_000

function fileOf(titles: readonly string[]): Buffer {
  const nodes = (title: string) =>
    Array.from({ length }, (_, index) => {
      const message = chatGptMessage(index % 2 ? 'assistant' : 'user', `${index}`)
      return node(`${title} ${index}`, index ? `${title} ${index - 1}` : null, message)
    })
  return Buffer.from(JSON.stringify(titles.map((title) => chatGptChat(title, nodes(title)))))
}

/** How many messages each chat has, by its title. */
async function lengthsOf({ client }: ConnectedWindow): Promise<ReadonlyMap<string, number>> {
  let text = ''
  for await (const part of await client.exports.run({ scope: { kind: 'all' }, format: 'json' })) {
    if (part.type === 'data') text += Buffer.from(part.data, 'base64').toString()
  }
  const { conversations } = JSON.parse(text) as {
    readonly conversations: readonly { readonly title: string; readonly messages: readonly unknown[] }[]
  }
  return new Map(conversations.map(({ messages, title }) => [title, messages.length]))
}

export async function imports(dataFolder: string): Promise<Victim> {
  const finished = new Set<string>()
  let files = 0
  let broken = 0

  async function importFile({ client }: ConnectedWindow): Promise<void> {
    files += 1
    const titles = [`File ${files}, first`, `File ${files}, second`]
    const bytes = fileOf(titles)
    const { importId } = await client.imports.begin({ name: `${files}.json` })
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const data = bytes.subarray(at, at + pieceBytes).toString('base64')
      await client.imports.append({ importId, data })
    }
    await client.imports.finish({ importId })
    for (const title of titles) finished.add(title)
  }

  return {
    longest: 700,
    environment: {},
    async work(window) {
      const begun = await safe(
        (async () => {
          for (;;) await importFile(window)
        })(),
      )
      if (begun.error) broken += 1
    },
    async judge() {
      const lengths = await askAgain(dataFolder, {}, lengthsOf)
      const { mishaps } = await readStored(dataFolder)
      const half = [...lengths].filter(([, count]) => count !== length)
      return [
        ...mishaps,
        ...half.map(([title, count]) => `"${title}" has ${count} messages of ${length}`),
        ...[...finished].filter((title) => !lengths.has(title)).map((title) => `"${title}" is lost`),
      ]
    },
    summary: () => `${finished.size} chats acknowledged, ${broken} imports hit`,
    close: () => Promise.resolve(),
  }
}
