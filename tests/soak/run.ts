/**
 * `npm run soak -- --only NAME`: what takes too long for the suite. `--list` names them, `--rounds N` and `--minutes N`
 * say how long, `--seed N` repeats a run. Ends with 1 when something went wrong.
 */
import { globSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from '../../scripts/build.ts'
import { newSeed } from '../support/newSeed.ts'
import { deriveKeysQuickly } from '../support/quickKeys.ts'
import { seededRandom } from '../support/random.ts'
import type { Soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '240' },
    seed: { type: 'string' },
  },
})

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** More than `most` is a slip of the finger. */
function wholeNumber(name: string, given: string, most: number): number {
  const number = Number(given)
  if (Number.isSafeInteger(number) && number > 0 && number <= most) return number
  return fail(`--${name} takes a whole number from 1 to ${most}.`)
}

async function soaks(): Promise<readonly Soak[]> {
  const files = globSync('*.soak.ts', { cwd: import.meta.dirname }).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const address = pathToFileURL(path.join(import.meta.dirname, file)).href
      const { soak } = (await import(address)) as { readonly soak: Soak }
      return soak
    }),
  )
}

// Here and in every process that is started: a round is not about the cost of signing in.
await import('../support/quickArgon2.ts')
deriveKeysQuickly()
const all = await soaks()
const names = all.map(({ name, rounds }) => `${name} (${rounds} rounds)`).join(', ')
if (values.list) {
  console.log(names)
  process.exit(0)
}
const chosen = all.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0) fail(`There is no soak of that name. There are: ${names}`)

const seed = values.seed === undefined ? newSeed('soak') : wholeNumber('seed', values.seed, 2 ** 31)
const until = performance.now() + wholeNumber('minutes', values.minutes, 7 * 24 * 60) * 60_000
build()
let failures = 0
for (const { name, rounds: usual, run } of chosen) {
  const rounds = values.rounds === undefined ? usual : wholeNumber('rounds', values.rounds, 100_000)
  const began = performance.now()
  console.log(`${name}: ${rounds} rounds, seed ${seed}`)
  const mishaps = await run({
    rounds,
    random: seededRandom(seed),
    log: (line) => console.log(`  ${line}`),
    isOver: () => performance.now() > until,
  })
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log(`${name}: ${mishaps.length === 0 ? 'nothing' : mishaps.length} went wrong in ${seconds} s`)
  failures += mishaps.length
}
process.exit(failures === 0 ? 0 : 1)
