/** What was under way when a data key is changed ends as it does when a profile is closed, and blocks nothing after. */
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { simpleChatGptChat } from '../transfer/exportSamples.ts'
import { codeOf, newMessageId, starter } from './conversing.ts'
import { sampleOf } from '../support/sample.ts'
import { transports, type TestApplication } from './transports.ts'

vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse'
/** Bytes of a piece of an import. */
const pieceBytes = 300_000
const words = 'a long message '.repeat(6_000)
const question = { conversationId: null, text: 'Once upon a time', modelId: starter, settings: null }

describe.each(sampleOf('the transport of the data key under way', transports, 1))(
  'under way over a $name when the data key is changed',
  ({ start }) => {
    let application: TestApplication

    beforeEach(async () => {
      application = await start()
    })

    afterEach(() => application.close())

    async function signedUp() {
      const { client } = await application.connect()
      const { profile } = await client.profiles.create({ userName: 'Ada', email: null, password })
      return { client, folder: path.join(application.dataFolder, 'profiles', profile.id) }
    }

    it('an answer is stopped, an import and a backup end, and all of them can be begun again', async () => {
      const { client, folder } = await signedUp()
      const { importId } = await client.imports.begin({ name: 'chats.json' })
      await client.imports.append({ importId, data: Buffer.from('[{').toString('base64') })
      const { conversationId } = await client.chat.send({ ...question, messageId: newMessageId() })
      const backup = codeOf(client.backups.create({}))
      await client.profiles.changeDataKey({ password })

      expect(await backup).toBe('SIGNED_OUT')
      expect(await codeOf(client.imports.finish({ importId }))).toBe('IMPORT_NOT_FOUND')
      const open = { conversationId, aroundMessageId: null, limit: 5 }
      const { messages } = await client.conversations.open(open)
      expect(messages.map(({ state }) => state)).toEqual(['complete', 'stopped'])
      expect(messages[0]).toMatchObject({ text: question.text })
      expect(readdirSync(folder).filter((name) => name.includes('rekeyed'))).toEqual([])

      const again = await client.imports.begin({ name: 'chats.json' })
      await client.imports.append({ importId: again.importId, data: Buffer.from('[]').toString('base64') })
      await client.backups.create({})
      await client.chat.send({ ...question, conversationId, messageId: newMessageId() })
      await expect
        .poll(async () => (await client.conversations.open(open)).messages.at(-1)?.state, { timeout: 60_000 })
        .toBe('complete')
    })

    it('the core answers others all the while', async () => {
      const { client } = await signedUp()
      const { importId } = await client.imports.begin({ name: 'long' })
      const chats = Array.from({ length: 20 }, (_, chat) => simpleChatGptChat(`${chat}`, 'q', words))
      const data = Buffer.from(JSON.stringify(chats))
      for (let at = 0; at < data.length; at += pieceBytes) {
        const piece = data.subarray(at, at + pieceBytes).toString('base64')
        await client.imports.append({ importId, data: piece })
      }
      await client.imports.finish({ importId })
      const { client: bob } = await application.connect()
      await bob.profiles.create({ userName: 'Bob', email: null, password })
      const delay = monitorEventLoopDelay({ resolution: 5 })
      const over = new AbortController()
      let answered = 0
      const asking = async (): Promise<void> => {
        while (!over.signal.aborted) {
          await bob.preferences.get({})
          answered += 1
        }
      }
      const began = performance.now()
      delay.enable()
      const changing = client.profiles.changeDataKey({ password }).finally(() => over.abort())
      await Promise.all([changing, asking()])
      delay.disable()
      const longest = Math.round(delay.max / 1e6)
      const whole = Math.round(performance.now() - began)
      console.log(`${answered} calls in ${whole} ms; the core was held for ${longest} ms at most`)
      expect(answered).toBeGreaterThan(20)
      // On a machine that has nothing else to do it is a few milliseconds; on one that has, it is never the work itself.
      expect(longest).toBeLessThan(whole / 2)
    })
  },
)
