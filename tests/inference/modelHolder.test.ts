import { cp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createModelHolder } from '../../electron/inference/modelHolder.ts'
import { writeAnswer } from '../../electron/inference/writeAnswer.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { temporaryFolder } from '../support/folders.ts'
import { user } from './inferenceChildProcess.ts'

const scratch = temporaryFolder()
const another = path.join(scratch.folder, 'another')
const manifest = testManifests.tiny
let tiny = ''

beforeAll(async () => {
  tiny = await ensureTestModel('tiny')
  await cp(tiny, another, { recursive: true })
})

afterAll(() => scratch.remove())

async function answer(models: ReturnType<typeof createModelHolder>, folder: string): Promise<string> {
  let text = ''
  await models.use({ folder, manifest, threads: 0 }, (model) =>
    writeAnswer(model, {
      manifest,
      systemPrompt: '',
      messages: [user('hello')],
      isStopped: () => false,
      onText: (piece) => {
        text += piece
      },
    }),
  )
  return text
}

describe('the model in memory', () => {
  it('makes room for another one', async () => {
    const models = createModelHolder()
    await answer(models, tiny)
    await answer(models, another)
    expect(models.loadedFolder()).toBe(another)
  })

  it('is kept between two questions', async () => {
    const models = createModelHolder()
    const loaded: unknown[] = []
    for (let round = 0; round < 2; round += 1) {
      await models.use({ folder: tiny, manifest, threads: 0 }, ({ model }) =>
        Promise.resolve(loaded.push(model)),
      )
    }
    expect(loaded[1]).toBe(loaded[0])
  })

  it('is nothing after one that could not be loaded, which does not keep others from being loaded', async () => {
    const models = createModelHolder()
    await answer(models, tiny)
    const missing = path.join(scratch.folder, 'missing')
    await expect(answer(models, missing)).rejects.toMatchObject({ code: 'MODEL_LOAD_FAILED' })
    expect(models.loadedFolder()).toBeNull()
    expect(await answer(models, tiny)).not.toBe('')
  })
})
