import { cp, rm, truncate, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalModelManifest } from '../../shared/inference.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { tokenizerFile } from '../models/tokenizerFiles.ts'
import { temporaryFolder } from '../support/folders.ts'
import { startChild, user, type RunningChild } from './inferenceChildProcess.ts'

const scratch = temporaryFolder()
const manifest = testManifests.tiny
let tiny = ''
let child: RunningChild

beforeAll(async () => {
  tiny = await ensureTestModel('tiny')
  child = startChild()
})

afterAll(() => {
  child.process.kill()
  scratch.remove()
})

/** A copy of the tiny model that a test may change. */
async function copyOfTiny(name: string): Promise<string> {
  const folder = path.join(scratch.folder, name)
  await cp(tiny, folder, { recursive: true })
  return folder
}

function ask(text: string, changes: Partial<LocalModelManifest> = {}, folder = tiny) {
  return child.ask({ folder, manifest: { ...manifest, ...changes }, messages: [user(text)] })
}

describe('an answer of the child', () => {
  it('arrives piece by piece and says how it ended', async () => {
    const { texts, last } = await ask('hello there')
    expect(texts.length).toBeGreaterThan(20)
    expect(last).toMatchObject({ type: 'end', reason: 'length', outputTokens: manifest.maxNewTokens })
  })

  it('is words with single spaces between them', async () => {
    const { text } = await ask('hello there')
    expect(text).toMatch(/^\S+( \S+)+$/u)
  })

  it('is the same for the same question and another one for another', async () => {
    const { text } = await ask('hello there')
    expect((await ask('hello there')).text).toBe(text)
    expect((await ask('something else')).text).not.toBe(text)
  })

  it('looks at the newest message alone when the manifest says so', async () => {
    const { text } = await ask('hello there')
    const messages = [user('before'), { role: 'assistant', text: 'well' } as const, user('hello there')]
    expect((await child.ask({ folder: tiny, manifest, messages })).text).toBe(text)
    const instruction = { ...manifest, prompt: 'instruction' } as const
    expect((await child.ask({ folder: tiny, manifest: instruction, messages })).text).not.toBe(text)
  })

  it('varies with sampling, within the limit of tokens', async () => {
    const sampling = { temperature: 1.5, topK: 50, topP: 0.95 }
    const answers = [await ask('hello', { sampling }), await ask('hello', { sampling })]
    expect(answers[0]?.text).not.toBe(answers[1]?.text)
    expect(answers[0]?.last).toMatchObject({ type: 'end', outputTokens: manifest.maxNewTokens })
  })

  it('is asked for by the chat template of the model', async () => {
    const folder = await copyOfTiny('chat')
    const config = { tokenizer_class: 'T5Tokenizer', unk_token: '<unk>', eos_token: '</s>' }
    const template = '{% for m in messages %}{{ m.role }}: {{ m.content }} {% endfor %}bot:</s>'
    await writeFile(
      path.join(folder, 'tokenizer_config.json'),
      JSON.stringify({ ...config, chat_template: template }),
    )
    const { text } = await ask('user: hello bot:')
    expect((await ask('hello', { prompt: 'chat-template' }, folder)).text).toBe(text)
  })
})

describe('a model that continues a text', () => {
  const causal = testManifests.tinyCausal

  it('writes its answer without repeating the question', async () => {
    const { text, last } = await ask('hello there', causal, await ensureTestModel('tinyCausal'))
    expect(text).not.toContain('hello')
    expect(text.split(' ').length).toBeGreaterThan(20)
    expect(last).toMatchObject({ type: 'end', reason: 'length', outputTokens: causal.maxNewTokens })
  })

  it('forgets the oldest messages when they do not fit, and never writes past its room', async () => {
    const folder = await ensureTestModel('tinyCausal')
    const narrow = { ...causal, contextTokens: 60 }
    const messages = [user('a'.repeat(50)), { role: 'assistant', text: 'well' } as const, user('bbb')]
    const { last } = await child.ask({ folder, manifest: narrow, messages })
    expect(last).toMatchObject({ type: 'end', inputTokens: 5, outputTokens: 40 })
    expect(
      (await child.ask({ folder, manifest: narrow, messages: messages.slice(0, 1) })).last,
    ).toMatchObject({
      code: 'TOO_LONG',
    })
  })
})

describe('a model with a gate', () => {
  const gate = { confidence: 0, unknownShare: 0.4, refusal: 'I do not know that.' }

  it('gives the whole answer in words when it is sure enough', async () => {
    const { text } = await ask('hello there')
    const gated = await ask('hello there', { gate })
    expect(gated.text).toBe(text)
    expect(gated.texts.length).toBeGreaterThan(10)
  })

  it('refuses in place of an answer that it is not sure of', async () => {
    const { texts, last } = await ask('hello there', { gate: { ...gate, confidence: 1 } })
    expect(texts).toEqual(['I', ' do', ' not', ' know', ' that.'])
    expect(last).toMatchObject({ type: 'end', outputTokens: manifest.maxNewTokens })
  })

  it.each(['你好，你是谁？', 'Привет, как дела?', 'مرحبا كيف حالك', '2 + 2 = ?'])(
    'refuses %s at once, without asking the model',
    async (question) => {
      const { text, last } = await ask(question, { gate })
      expect(text).toBe(gate.refusal)
      expect(last).toMatchObject({ type: 'end', reason: 'stop', outputTokens: 0 })
    },
  )

  it('reads a question with a word of another script in it', async () => {
    const { text } = await ask('what does 你好 mean in this chat', { gate })
    expect(text).not.toBe(gate.refusal)
  })
})

describe('a request that cannot be answered', () => {
  it('is too long when the newest message alone does not fit', async () => {
    for (const text of ['word '.repeat(600), 'bababo'.repeat(33_000)]) {
      expect((await ask(text)).last).toMatchObject({ type: 'error', code: 'TOO_LONG' })
    }
  })

  it.each([
    ['a truncated graph', 'MODEL_DAMAGED', (folder: string) => truncate(onnxOf(folder), 20_000)],
    ['a missing graph', 'MODEL_LOAD_FAILED', (folder: string) => rm(onnxOf(folder))],
    ['a missing tokenizer', 'MODEL_DAMAGED', (folder: string) => rm(path.join(folder, 'tokenizer.json'))],
    [
      'a tokenizer that is no JSON',
      'MODEL_DAMAGED',
      (folder: string) => writeFile(path.join(folder, 'tokenizer.json'), '{'),
    ],
    [
      'a kind that the library does not know',
      'MODEL_UNSUPPORTED',
      (folder: string) => writeFile(path.join(folder, 'config.json'), '{ "model_type": "nobody-knows" }'),
    ],
    [
      'weights that are larger than the memory of the machine',
      'MODEL_TOO_LARGE',
      (folder: string) => truncate(onnxOf(folder), totalmem() + 1_024),
    ],
  ])('is not loaded with %s, and says so as %s, and the child goes on', async (name, code, damage) => {
    const folder = await copyOfTiny(name)
    await damage(folder)
    const { last } = await ask('hello', {}, folder)
    expect(last).toMatchObject({ type: 'error', code })
    expect((await ask('hello')).last.type).toBe('end')
  })

  it('fails with a code and without a word of the conversation in its detail', async () => {
    const folder = await copyOfTiny('tokenizer of another model')
    await writeFile(path.join(folder, 'tokenizer.json'), JSON.stringify(tokenizerFile(4_000)))
    const { last } = await ask('secretword bababo dodaka zuzuze', {}, folder)
    expect(last).toMatchObject({ type: 'error', code: 'GENERATION_FAILED' })
    expect(JSON.stringify(last)).not.toMatch(/secretword|bababo|zuzuze/u)
  })

  it('does not quote the conversation when a chat template refuses it', async () => {
    const folder = await copyOfTiny('refusing template')
    const config = {
      tokenizer_class: 'T5Tokenizer',
      chat_template: '{{ raise_exception(messages[0].content) }}',
    }
    await writeFile(path.join(folder, 'tokenizer_config.json'), JSON.stringify(config))
    const { last } = await ask('secretword', { prompt: 'chat-template' }, folder)
    expect(last).toMatchObject({ type: 'error', code: 'GENERATION_FAILED' })
    expect(JSON.stringify(last)).not.toContain('secretword')
  })

  it('fails by itself when the command is not one, and the child goes on', async () => {
    const nothing = JSON.parse('null') as LocalModelManifest
    const { last } = await child.ask({ folder: tiny, manifest: nothing, messages: [] })
    expect(last.type).toBe('error')
    expect((await ask('hello')).last.type).toBe('end')
  })
})

function onnxOf(folder: string): string {
  return path.join(folder, 'onnx', 'decoder_model_merged_quantized.onnx')
}
