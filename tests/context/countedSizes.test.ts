import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerRequest } from '../../electron/core/chat/answerRequest.ts'
import type { ModelLimits } from '../../electron/core/context/modelLimits.ts'
import { messagesToRead, planWith } from '../../electron/core/context/plannedPrompt.ts'
import { systemMark } from '../../electron/core/context/systemMark.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import type { ConversationId, MessageId } from '../../shared/contract/base.ts'
import type { Message } from '../../shared/contract/conversations.ts'
import { messageSizes } from '../../shared/contextPlan.ts'
import { newConversationId, newMessageId, temporaryProfile } from '../database/temporaryProfile.ts'
import { newSeed } from '../support/newSeed.ts'
import { end, remoteModel, remoteTurn } from '../usage/usageTest.ts'

const words = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `w${text}`)
const place = fc.nat(20)
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('send'), text: words, reply: words }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('regenerate'), place, reply: words }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('edit'), place, text: words, reply: words }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('correct'), place, text: words }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('goOn'), reply: words }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('copy') }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('prompt'), text: fc.constantFrom('', '', 'Be brief.') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('window'), messages: fc.constantFrom(1, 3, 6, 20) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('limit'), tokens: fc.option(fc.nat(400)) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('newestOnly'), only: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What the provider of this test counts for a text. No estimate of ours comes to the same but by chance. */
const counted = (text: string): number => text.length * 2 + 3
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

interface World {
  readonly database: ProfileDatabase
  id: ConversationId
  /** Everything happens at another time, but for what happens at the same one. */
  time: number
  limits: ModelLimits
  /** How many questions were called exact: the property says nothing about a run that has none. */
  exact: number
}

/** Answers as the provider would: it reads what it is sent and says how much that was. */
async function reply(world: World, answerId: MessageId, textSoFar: string, text: string): Promise<void> {
  const asked = { conversationId: world.id, answerId, modelId: remoteModel, textSoFar }
  const options = { database: world.database, limitsOf: async () => world.limits }
  const { content, request } = await answerRequest(options, asked)
  const system = world.limits.newestOnly || request.systemPrompt === '' ? 0 : counted(request.systemPrompt)
  await end(world.database, answerId, {
    text: textSoFar + text,
    finishReason: 'length',
    inputTokens: system + sum(request.messages.map((message) => counted(message.text))),
    outputTokens: counted(text),
    sent: content,
  })
}

async function chosen(world: World, role: Message['role'], number: number): Promise<Message | undefined> {
  const { messages } = await world.database.lastMessages(world.id, 200)
  const found = messages.filter((message) => message.role === role)
  return found[number % found.length]
}

/** A question, a changed question or a second answer, each with its answer. */
async function ask(world: World, taken: Step): Promise<void> {
  const { database, id: conversationId, time: createdAt } = world
  const by = { conversationId, modelId: remoteModel, modelName: 'fake-small', createdAt }
  if (taken.type === 'send') {
    const started = await database.startTurn(remoteTurn({ ...by, text: taken.text }))
    await reply(world, started.answerId, '', taken.reply)
  }
  if (taken.type === 'regenerate') {
    const answer = await chosen(world, 'assistant', taken.place)
    if (!answer) return
    const newAnswerId = newMessageId()
    await database.startAnswer({ ...by, answerId: answer.id, newAnswerId })
    await reply(world, newAnswerId, '', taken.reply)
  }
  if (taken.type === 'edit') {
    const question = await chosen(world, 'user', taken.place)
    if (!question) return
    const edit = { ...by, messageId: question.id, newMessageId: newMessageId(), text: taken.text }
    await reply(world, (await database.startEdit(edit)).answerId, '', taken.reply)
  }
}

async function change(world: World, taken: Step): Promise<void> {
  const { database, id } = world
  const settings = await database.chatSettings(id)
  if (taken.type === 'prompt') await database.setChatSettings(id, { ...settings, systemPrompt: taken.text })
  if (taken.type === 'window')
    await database.setChatSettings(id, { ...settings, contextMessages: taken.messages })
  if (taken.type === 'limit') world.limits = { ...world.limits, inputTokens: taken.tokens }
  if (taken.type === 'newestOnly') world.limits = { ...world.limits, newestOnly: taken.only }
  const last = (await database.lastMessages(id, 1)).messages[0]
  if (!last) return
  if (taken.type === 'goOn') {
    await database.continueAnswer(id, last.id, world.time)
    await reply(world, last.id, last.text, taken.reply)
  }
  if (taken.type === 'copy') {
    world.id = newConversationId()
    await database.copyBranch(id, last.id, { newId: world.id, at: world.time })
  }
  if (taken.type === 'correct') {
    const message = await chosen(world, taken.place % 2 === 0 ? 'user' : 'assistant', taken.place)
    if (message) await database.correctMessage(id, message.id, { text: taken.text, at: world.time })
  }
}

/** Whatever is called exact is what the provider counts, of one message and of the next request. */
async function check(world: World): Promise<void> {
  const settings = await world.database.chatSettings(world.id)
  const { systemPrompt } = settings
  const path = await world.database.contextAtEnd(world.id, messagesToRead(settings))
  const by = { modelId: remoteModel, systemPrompt, systemMark: systemMark(systemPrompt) }
  messageSizes(path, by).forEach(({ exact, tokens }, index) => {
    const message = path[index]
    if (!exact || !message) return
    expect({ text: message.text, tokens }).toEqual({ text: message.text, tokens: counted(message.text) })
    if (message.role === 'user') world.exact += 1
  })
  const nothing = { role: 'user', size: { tokens: 0, exact: true } } as const
  const plan = planWith({ modelId: remoteModel, settings, limits: world.limits }, path, nothing)
  const real = sum(path.slice(plan.from).map(({ text }) => counted(text)))
  expect(plan.tokens).toBe(plan.exact ? real : plan.tokens)
}

it('a size that is called exact is the size, whatever was changed between the requests', async () => {
  const limits = { limitTokens: null, inputTokens: null, newestOnly: false }
  let exact = 0
  const property = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 25 }), async (steps) => {
    const database = await temporaryProfile().open()
    const { answerId, conversationId } = await database.startTurn(remoteTurn({ createdAt: 1_000 }))
    const world: World = { database, id: conversationId, time: 1_000, limits, exact: 0 }
    await reply(world, answerId, '', 'An answer.')
    for (const [index, taken] of steps.entries()) {
      world.time += index % 3 === 0 ? 0 : 1
      await ask(world, taken)
      await change(world, taken)
      await check(world)
    }
    exact += world.exact
    await database.close()
  })
  await fc.assert(property, { numRuns: 60, seed: newSeed('counted sizes') })
  expect(exact).toBeGreaterThan(60)
}, 60_000)
