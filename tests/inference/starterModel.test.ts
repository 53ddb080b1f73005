import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createModelCatalogue, type FoundModel } from '../../electron/core/models/modelCatalogue.ts'
import { modelId } from '../../shared/contract/base.ts'
import { repository } from '../support/folders.ts'
import { startChild, user, type Answer, type RunningChild } from './inferenceChildProcess.ts'

interface Topic {
  readonly id: string
  readonly answer: string
  readonly questions: readonly string[]
}

interface HeldOut {
  readonly topics: readonly Pick<Topic, 'id' | 'questions'>[]
  readonly outside: readonly string[]
}

const resources = path.join(repository, 'resources')
const training = path.join(resources, 'starter-model', 'training')

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(training, file), 'utf8'))
}

const topics = readJson('topics.json') as readonly Topic[]
const heldOut = readJson('heldOut.json') as HeldOut
const outsideTrained = Object.values(
  readJson('outside.json') as Readonly<Record<string, readonly string[]>>,
).flat()
const heldOutQuestions = heldOut.topics.flatMap(({ id, questions }) =>
  questions.map((question) => ({ id, question })),
)
const answers = new Map(topics.map(({ id, answer }) => [id, answer]))

let child: RunningChild
let starter: FoundModel

beforeAll(async () => {
  const catalogue = createModelCatalogue({
    bundledFolder: resources,
    modelsFolder: path.join(resources, 'none'),
  })
  const found = await catalogue.find(modelId.parse('local:starter'))
  if (!found) throw new Error('the starter model is not in resources')
  starter = found
  child = startChild()
})

afterAll(() => child.process.kill())

function ask(question: string): Promise<Answer> {
  return child.ask({ ...starter, messages: [user(question)] })
}

/** Two questions that differ in case, punctuation or spaces alone are the same one. */
function bare(question: string): string {
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^\p{L}\p{N}_\s]/gu, ' ')
  return words.trim().replaceAll(/\s+/gu, ' ')
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return entries.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

describe('the starter model', () => {
  it('is called Starter and says in a line what it is', () => {
    expect(starter.name).toBe('Starter')
    expect(starter.manifest.description).toMatch(/^[^\n]{10,120}$/u)
  })

  it('takes at most 1.5 MB', () => {
    expect(sizeOf(starter.folder)).toBeLessThanOrEqual(1.5 * 1024 * 1024)
  })

  it('was never shown a question that measures it', () => {
    const trained = new Set([...topics.flatMap(({ questions }) => questions), ...outsideTrained].map(bare))
    const measuring = [...heldOutQuestions.map(({ question }) => question), ...heldOut.outside]
    expect(measuring.filter((question) => trained.has(bare(question)))).toEqual([])
    expect(heldOutQuestions.length).toBeGreaterThanOrEqual(100)
    expect(heldOut.outside.length).toBeGreaterThanOrEqual(100)
  })

  it('answers at least 88 % of the phrasings it has never seen, to the letter', async () => {
    const wrong: string[] = []
    for (const { id, question } of heldOutQuestions) {
      const { text } = await ask(question)
      if (text !== answers.get(id)) wrong.push(`${question} -> ${text}`)
    }
    const right = 1 - wrong.length / heldOutQuestions.length
    expect(right, `${(right * 100).toFixed(1)} %\n${wrong.join('\n')}`).toBeGreaterThanOrEqual(0.88)
  })

  it('refuses at least 90 % of the questions outside of its topics', async () => {
    const answered: string[] = []
    for (const question of heldOut.outside) {
      const { text } = await ask(question)
      if (text !== starter.manifest.gate?.refusal) answered.push(`${question} -> ${text}`)
    }
    const refused = 1 - answered.length / heldOut.outside.length
    expect(refused, `${(refused * 100).toFixed(1)} %\n${answered.join('\n')}`).toBeGreaterThanOrEqual(0.9)
  })

  it('answers a known question in words that arrive one by one', async () => {
    const [topic] = topics
    const { texts, text } = await ask(topic?.questions[0] ?? '')
    expect(text).toBe(topic?.answer)
    expect(texts).toHaveLength(text.split(' ').length)
  })
})
