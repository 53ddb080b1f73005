import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import {
  complete,
  newMessageId,
  otherModel,
  starter,
  temporaryProfile,
  turn,
} from '../database/temporaryProfile.ts'
import { hasPhrase, type PlainPhrase } from './plainScan.ts'
import { newSeed } from '../support/newSeed.ts'

interface PlainMessage {
  readonly id: MessageId
  readonly conversation: ConversationId
  readonly parent: MessageId | null
  readonly role: 'user' | 'assistant'
  readonly at: number
  text: string
  deleted: boolean
}

interface Plain {
  readonly messages: PlainMessage[]
  readonly titles: Map<ConversationId, string>
  readonly hidden: Set<ConversationId>
}

const vocabulary = [
  'page', 'pages', 'pager', 'Élan', 'elan', 'naïve', 'Straße', 'strasse', 'Łódź', 'дом', 'Ёлка', 'λόγος', 'ΛΟΓΟΣ',
  '東京', '京都', '東', 'タワー', 'がか', 'ภาษาไทย', 'กำ', '👍', '👩‍👩‍👧', '🇩🇪', 'x2', '3.14', 'don’t', 'ﬁne', 'NEAR', 'a', 'OR',
] // prettier-ignore

const word = fc.constantFrom(...vocabulary)
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '-', '\n', '"', '* ', '')), {
    minLength: 2,
    maxLength: 12,
  })
  .map((parts) => parts.map(([part, mark]) => part + mark).join(''))

const step = fc.oneof(
  fc.record({ kind: fc.constant('chat' as const), text, answer: text }),
  fc.record({ kind: fc.constant('send' as const), text, answer: text, pick: fc.nat() }),
  fc.record({ kind: fc.constant('edit' as const), text, answer: text, pick: fc.nat() }),
  fc.record({ kind: fc.constant('regenerate' as const), answer: text, pick: fc.nat() }),
  fc.record({ kind: fc.constant('correct' as const), text, pick: fc.nat() }),
  fc.record({ kind: fc.constant('delete' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('hide' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('purge' as const) }),
  fc.record({ kind: fc.constant('tidy' as const) }),
  fc.record({ kind: fc.constant('rename' as const), text: word, pick: fc.nat() }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** A query as it was meant and as it is typed. */
const query = fc
  .array(
    fc.record({ quoted: fc.nat(3).map((share) => share === 0), first: word, second: word, cut: fc.nat(3) }),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map((parts) => {
    const phrases = parts.map(({ quoted, first, second, cut }, index): PlainPhrase => {
      const last = index === parts.length - 1
      if (quoted) return { text: `${first} ${second}`, prefix: false }
      const characters = Array.from(first)
      const typed = last ? characters.slice(0, Math.max(1, characters.length - cut)).join('') : first
      return { text: typed, prefix: last }
    })
    const typed = phrases.map((phrase, index) => (parts[index]?.quoted ? `"${phrase.text}"` : phrase.text))
    return { phrases, typed: typed.join(' ') }
  })

/** The index is tidied once a day at most: each time here is another day. */
let tidied = 0

class History {
  readonly plain: Plain = { messages: [], titles: new Map(), hidden: new Set() }
  readonly #database: ProfileDatabase
  #now = 1_000_000

  constructor(database: ProfileDatabase) {
    this.#database = database
  }

  visible(): readonly PlainMessage[] {
    const { hidden, messages } = this.plain
    return messages.filter(({ conversation, deleted }) => !deleted && !hidden.has(conversation))
  }

  #pick(pick: number, role: PlainMessage['role'] | null): PlainMessage | undefined {
    const some = this.visible().filter((message) => role === null || message.role === role)
    return some[pick % Math.max(some.length, 1)]
  }

  #add(message: Omit<PlainMessage, 'at' | 'deleted'>): void {
    this.plain.messages.push({ ...message, at: this.#now, deleted: false })
  }

  async #turn(conversationId: ConversationId | null, first: string, answer: string): Promise<void> {
    this.#now += 1000
    const messageId = newMessageId()
    const before = conversationId === null ? null : await this.#database.lastMessages(conversationId, 1)
    const started = await this.#database.startTurn(
      turn({ conversationId, messageId, text: first, createdAt: this.#now }),
    )
    const conversation = started.conversationId
    const parent = before?.messages.at(-1)?.id ?? null
    this.#add({ id: messageId, conversation, parent, role: 'user', text: first })
    this.#add({ id: started.answerId, conversation, parent: messageId, role: 'assistant', text: answer })
    await complete(this.#database, started.answerId, answer)
    if (conversationId !== null) return
    this.plain.titles.set(conversation, (await this.#database.conversation(conversation)).title)
  }

  async #edit(message: PlainMessage, changed: string, answer: string): Promise<void> {
    this.#now += 1000
    const newId = newMessageId()
    const { conversation, parent } = message
    const edit = { conversationId: conversation, messageId: message.id, newMessageId: newId, text: changed }
    const rest = { modelId: starter, modelName: 'Starter', createdAt: this.#now }
    const { answerId } = await this.#database.startEdit({ ...edit, ...rest })
    this.#add({ id: newId, conversation, parent, role: 'user', text: changed })
    this.#add({ id: answerId, conversation, parent: newId, role: 'assistant', text: answer })
    await complete(this.#database, answerId, answer)
  }

  async #regenerate(answer: PlainMessage, other: string): Promise<void> {
    this.#now += 1000
    const newAnswerId = newMessageId()
    const { conversation, parent } = answer
    await this.#database.startAnswer({
      conversationId: conversation,
      answerId: answer.id,
      newAnswerId,
      modelId: otherModel,
      modelName: 'Other',
      createdAt: this.#now,
    })
    this.#add({ id: newAnswerId, conversation, parent, role: 'assistant', text: other })
    await complete(this.#database, newAnswerId, other)
  }

  #deleteBelow(id: MessageId): void {
    for (const message of this.plain.messages) {
      if (message.id === id) message.deleted = true
      if (message.parent === id) this.#deleteBelow(message.id)
    }
  }

  async #changeMessage(
    taken: Extract<Step, { kind: 'correct' | 'delete' | 'hide' | 'rename' }>,
  ): Promise<void> {
    const message = this.#pick(taken.pick, null)
    if (!message) return
    const { conversation, id } = message
    this.#now += 1000
    if (taken.kind === 'correct') {
      await this.#database.correctMessage(conversation, id, { text: taken.text, at: this.#now })
      message.text = taken.text
    } else if (taken.kind === 'delete') {
      await this.#database.deleteMessage(conversation, id, this.#now)
      this.#deleteBelow(id)
    } else if (taken.kind === 'hide') {
      await this.#database.hideConversation(conversation, this.#now)
      this.plain.hidden.add(conversation)
    } else {
      await this.#database.renameConversation(conversation, taken.text)
      this.plain.titles.set(conversation, taken.text)
    }
  }

  async take(taken: Step): Promise<void> {
    switch (taken.kind) {
      case 'chat':
        return this.#turn(null, taken.text, taken.answer)
      case 'send': {
        const message = this.#pick(taken.pick, null)
        return message && this.#turn(message.conversation, taken.text, taken.answer)
      }
      case 'edit': {
        const message = this.#pick(taken.pick, 'user')
        return message && this.#edit(message, taken.text, taken.answer)
      }
      case 'regenerate': {
        const message = this.#pick(taken.pick, 'assistant')
        return message && this.#regenerate(message, taken.answer)
      }
      case 'tidy':
        tidied += 24 * 3_600_000
        await this.#database.tidySearch(tidied)
        return
      case 'purge':
        await this.#database.deleteHidden(this.#now + 1)
        return
      case 'correct':
      case 'delete':
      case 'hide':
      case 'rename':
        return this.#changeMessage(taken)
    }
  }
}

const noFilters = { role: null, modelId: null, folderId: null, from: null, before: null }

/** Every page, one after the other. */
async function allHits(database: ProfileDatabase, typed: string): Promise<readonly MessageId[]> {
  const found: MessageId[] = []
  let cursor: string | null = null
  do {
    const search = { query: typed, order: 'newest', filters: noFilters, cursor, limit: 3 } as const
    const page = await database.search(search)
    found.push(...page.hits.map(({ messageId }) => messageId))
    for (const { snippet } of page.hits) expect(snippet.ranges.length).toBeGreaterThan(0)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

it('finds in random histories of edits, versions and deletions exactly what a plain scan finds', async () => {
  const profile = temporaryProfile()
  const database = await profile.open()
  const db = openConnection(profile)
  let hits = 0
  const run = fc.asyncProperty(
    fc.array(step, { minLength: 6, maxLength: 20 }),
    fc.array(query, { minLength: 6, maxLength: 6 }),
    async (steps, queries) => {
      const history = new History(database)
      await history.take({ kind: 'chat', text: 'Élan, pages', answer: '東京タワー 👍' })
      for (const taken of steps) await history.take(taken)
      for (const { phrases, typed } of queries) {
        const scanned = history
          .visible()
          .filter((message) => phrases.every((phrase) => hasPhrase(message.text, phrase)))
          .toSorted(
            (one, other) =>
              other.at - one.at ||
              history.plain.messages.indexOf(other) - history.plain.messages.indexOf(one),
          )
          .map(({ id }) => id)
        expect({ typed, found: await allHits(database, typed) }).toEqual({ typed, found: scanned })
        hits += scanned.length
      }
      db.exec(`INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)`)
      db.exec(`INSERT INTO conversation_words (conversation_words, rank) VALUES ('integrity-check', 1)`)
      db.exec('UPDATE conversations SET deleted_at = 1')
      await database.deleteHidden(2)
    },
  )
  const seed = newSeed('search against a plain scan')
  await fc.assert(run, { numRuns: 30, seed })
  db.close()
  // Queries that never find anything would prove nothing.
  expect(hits).toBeGreaterThan(20)
}, 60_000)
