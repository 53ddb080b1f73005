/** Files that mean no harm, with bytes changed, taken out, doubled and cut at random: each comes in or is refused. */
import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { CallError } from '../../electron/core/callError.ts'
import type { ProfileDatabase } from '../../electron/core/database/profileDatabase.ts'
import { temporaryProfile } from '../database/temporaryProfile.ts'
import { newSeed } from '../support/newSeed.ts'
import { claudeChat, claudeMessage, simpleChatGptChat } from './exportSamples.ts'
import { exported, exportedValues, imported } from './transferTest.ts'

const mutations = 60

/** Numbers from 0 up to a bound that the same seed always leads to (mulberry32). */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) % bound
  }
}

/** Bytes that mean something to one of the readers. */
const telling = Buffer.from('[]{}",:\\u0e-P\u0003\u0004K\u0000\u00ff', 'latin1')

function mutated(bytes: Buffer, next: (bound: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  const from = next(copy.length)
  const to = Math.min(copy.length, from + 1 + next(200))
  switch (next(5)) {
    case 0:
      copy[from] = next(256)
      return copy
    case 1:
      copy[from] = telling[next(telling.length)] ?? 0
      return copy
    case 2:
      return Buffer.concat([copy.subarray(0, from), copy.subarray(to)])
    case 3:
      return Buffer.concat([copy.subarray(0, to), copy.subarray(from)])
    default:
      return copy.subarray(0, from)
  }
}

async function files(): Promise<readonly Buffer[]> {
  const chats = [
    simpleChatGptChat('One', 'a', 'b'),
    claudeChat('Two', [claudeMessage('1', 'human', 'x'), claudeMessage('2', 'assistant', 'y')]),
  ]
  const database = await temporaryProfile().open()
  await imported(database, chats)
  const own = (await exported(database, 'json')).bytes
  const zip = zipSync({ 'a.png': strToU8('picture'), 'conversations.json': strToU8(JSON.stringify(chats)) })
  return [Buffer.from(JSON.stringify(chats)), own, Buffer.from(zip)]
}

/** How an import ended: `read`, the code that it was refused with, or what went wrong. */
async function endOf(database: ProfileDatabase, bytes: Buffer): Promise<string> {
  try {
    await imported(database, bytes)
    // What is stored can leave again.
    await exportedValues(database)
    return 'read'
  } catch (error) {
    return error instanceof CallError ? error.code : String(error)
  }
}

it('comes in or is refused, whatever has happened to a file', async () => {
  const next = numbersFrom(newSeed('mutated files'))
  const database = await temporaryProfile().open()
  const originals = await files()
  const ends = new Set<string>()
  for (let count = 0; count < mutations; count += 1) {
    const original = originals[count % originals.length] ?? Buffer.alloc(0)
    ends.add(await endOf(database, mutated(original, next)))
  }
  expect([...ends].filter((end) => end !== 'read' && end !== 'IMPORT_UNREADABLE')).toEqual([])
}, 120_000)
