import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openEncrypted } from '../support/encryptedDatabase.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startServer } from '../support/server.ts'
import { connectWindow, openBrowser, type ConnectedWindow } from '../support/webSocketClient.ts'
import { chatGptChat, chatGptMessage, node } from './exportSamples.ts'

const password = 'correct horse'
const length = 1_000

/** Chats that take several transactions each. */
const bytes = Buffer.from(
  JSON.stringify(
    Array.from({ length: 4 }, (_, chat) =>
      chatGptChat(
        `Chat ${chat}`,
        Array.from({ length }, (_unused, index) =>
          node(
            `${index}`,
            index ? `${index - 1}` : null,
            chatGptMessage(index % 2 ? 'assistant' : 'user', `${index}`),
          ),
        ),
      ),
    ),
  ),
)

/** How many messages each chat has. */
async function lengths({ client }: ConnectedWindow): Promise<readonly number[]> {
  let text = ''
  for await (const part of await client.exports.run({ scope: { kind: 'all' }, format: 'json' })) {
    if (part.type === 'data') text += Buffer.from(part.data, 'base64').toString()
  }
  return JSON.parse(text).conversations.map(({ messages }: { messages: unknown[] }) => messages.length)
}

it('a process that is killed in the middle of an import leaves no half chat, and the import can be done again', async () => {
  const { folder, remove } = temporaryFolder()
  let killedInside = 0
  for (let round = 0; round < 2; round += 1) {
    const server = await startServer(folder)
    const window = await connectWindow(await openBrowser(server.address))
    if (round === 0) await window.client.profiles.create({ userName: 'Ada', email: null, password })
    else await window.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
    const found = await lengths(window)
    expect(found.every((count) => count === length)).toBe(true)
    const { importId } = await window.client.imports.begin({ name: 'x' })
    const work = (async () => {
      for (let at = 0; at < bytes.length; at += 300_000) {
        const data = bytes.subarray(at, at + 300_000).toString('base64')
        await window.client.imports.append({ importId, data })
      }
    })()
    const ended = work.then(
      () => false,
      () => true,
    )
    await setTimeout(randomInt(100, 500))
    await server.kill()
    if (await ended) killedInside += 1
  }
  expect(killedInside).toBeGreaterThan(0)

  const server = await startServer(folder)
  const window = await connectWindow(await openBrowser(server.address))
  await window.client.profiles.signIn({ login: 'Ada', password, staySignedIn: false })
  expect((await lengths(window)).every((count) => count === length)).toBe(true)
  const { importId } = await window.client.imports.begin({ name: 'x' })
  for (let at = 0; at < bytes.length; at += 300_000) {
    const data = bytes.subarray(at, at + 300_000).toString('base64')
    await window.client.imports.append({ importId, data })
  }
  await window.client.imports.finish({ importId })
  expect(await lengths(window)).toEqual(Array.from({ length: 4 }, () => length))
  await server.end()
  const database = await openEncrypted(folder, 'Ada', password)
  expect(database.isWhole()).toBe(true)
  database.close()
  remove()
}, 60_000)
