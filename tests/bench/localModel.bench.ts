import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fork } from 'node:child_process'
import { createModelHolder } from '../../electron/inference/modelHolder.ts'
import { writeAnswer } from '../../electron/inference/writeAnswer.ts'
import type { InferenceCommand, InferenceEvent, LocalModelManifest } from '../../shared/inference.ts'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { repository } from '../support/folders.ts'
import { loadBare } from './bareRuntime.ts'
import { percentile, timed, type Benchmark, type Measurement } from './benchmark.ts'

const rounds = 6
const tokens = 120
const question = 'Where are my chats stored?'
const starterFolder = path.join(repository, 'resources', 'starter-model', 'model')

/** Milliseconds a token through Confab and bare, in turns, so that a busy machine is busy for both. */
async function alternate(folder: string, manifest: LocalModelManifest) {
  const models = createModelHolder()
  const bare = await loadBare(folder)
  const confabTimes: number[] = []
  const bareTimes: number[] = []
  const request = { manifest, systemPrompt: '', messages: [{ role: 'user', text: question }] } as const
  for (let round = 0; round <= rounds; round += 1) {
    let written = 0
    let input: readonly number[] = []
    const confab = await models.use({ folder, manifest, threads: 1 }, async (model) => {
      input = model.tokenizer.encode(question)
      return timed(async () => {
        const end = await writeAnswer(model, { ...request, isStopped: () => false, onText: () => undefined })
        written = end.outputTokens
      })
    })
    const alone = await timed(() => bare.generate(input, written))
    // The first round loads and warms up.
    if (round > 0) {
      confabTimes.push(confab / written)
      bareTimes.push(alone / written)
    }
  }
  return { confab: percentile(confabTimes, 0.5), bare: percentile(bareTimes, 0.5) }
}

/** Starts the inference child, asks it once and looks at its memory and its first text. */
async function child(folder: string, manifest: LocalModelManifest) {
  const worker = fork(path.join(repository, 'out', 'main', 'inference.js'), {
    serialization: 'advanced',
    stdio: 'ignore',
  })
  function ask(requestId: number): Promise<number> {
    const started = performance.now()
    const answered = Promise.withResolvers<number>()
    let first = 0
    function listen(event: InferenceEvent): void {
      if (event.type === 'text' && first === 0) first = performance.now() - started
      if (event.type === 'text') return
      worker.off('message', listen)
      if (event.type === 'end') answered.resolve(first)
      else answered.reject(new Error(event.detail))
    }
    worker.on('message', listen)
    const messages = [{ role: 'user', text: question }] as const
    const command: InferenceCommand = {
      type: 'generate',
      requestId,
      folder,
      manifest,
      threads: 0,
      systemPrompt: '',
      messages,
    }
    worker.send(command)
    return answered.promise
  }
  const cold = await ask(1)
  const warm: number[] = []
  for (let id = 2; id < 8; id += 1) warm.push(await ask(id))
  const status = readFileSync(`/proc/${worker.pid ?? 0}/status`, 'utf8')
  const resident = Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? Number.NaN) / 1024
  worker.kill()
  return { cold, warm: percentile(warm, 0.5), resident }
}

export const benchmark: Benchmark = {
  name: 'local-model',
  async run() {
    const slowFolder = await ensureTestModel('slow')
    const { sampling: _sampling, ...greedy } = testManifests.slow
    const slow = await alternate(slowFolder, { ...greedy, maxNewTokens: tokens })
    const shipped = JSON.parse(
      readFileSync(path.join(starterFolder, 'confab.json'), 'utf8'),
    ) as LocalModelManifest
    const starter = await alternate(starterFolder, shipped)
    const starterChild = await child(starterFolder, shipped)
    const slowChild = await child(slowFolder, { ...greedy, maxNewTokens: tokens })
    const row = (
      name: string,
      value: number,
      unit: string,
      budget: number | null,
      atLeast = false,
    ): Measurement => ({
      name,
      value,
      unit,
      budget,
      atLeast,
    })
    return [
      row(
        'tokens/s against bare onnxruntime, flan-t5-small shapes',
        slow.bare / slow.confab,
        'ratio',
        0.8,
        true,
      ),
      row('tokens/s, flan-t5-small shapes', 1_000 / slow.confab, '/s', null),
      row('a token of the starter, over bare onnxruntime', starter.confab - starter.bare, 'ms', 0.5),
      row('a token of the starter', starter.confab, 'ms', null),
      row('first text of the starter, process and model cold', starterChild.cold, 'ms', null),
      row('first text of the starter, warm', starterChild.warm, 'ms', null),
      row('first text at flan-t5-small shapes, warm', slowChild.warm, 'ms', null),
      row('resident memory of the child, starter', starterChild.resident, 'MiB', null),
      row('resident memory of the child, flan-t5-small shapes', slowChild.resident, 'MiB', null),
    ]
  },
}
