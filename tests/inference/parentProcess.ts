/** Starts the inference child, has it write an endless answer, and prints its process id. */
import { fork } from 'node:child_process'
import { ensureTestModel, testManifests } from '../models/testModels.ts'
import { inferenceScript, user } from './inferenceChildProcess.ts'

const child = fork(inferenceScript, { serialization: 'advanced' })
const manifest = { ...testManifests.tiny, maxNewTokens: 100_000, sampling: {} }
const messages = [user('hello')]
child.send({ type: 'generate', requestId: 1, folder: await ensureTestModel('tiny'), manifest, messages })
child.once('message', () => process.stdout.write(`${child.pid ?? ''}\n`))
