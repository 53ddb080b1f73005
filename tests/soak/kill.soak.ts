/** `kill -9` in the middle of everything that writes: nothing acknowledged is lost, and the database opens. */
import { killRounds } from '../kill/killRounds.ts'
import type { MakeVictim } from '../kill/victim.ts'
import { answers } from '../kill/victims/answers.ts'
import { downloads } from '../kill/victims/downloads.ts'
import { imports } from '../kill/victims/imports.ts'
import { restores } from '../kill/victims/restores.ts'
import type { Soak } from './soak.ts'

/** Each has its share of the rounds. */
const victims: Readonly<Record<string, MakeVictim>> = { answers, imports, restores, downloads }

export const soak: Soak = {
  name: 'kill',
  rounds: 1_000,
  async run({ isOver, log, random, rounds }) {
    const mishaps: string[] = []
    const each = Math.ceil(rounds / Object.keys(victims).length)
    for (const [name, makeVictim] of Object.entries(victims)) {
      const tell = (line: string): void => log(`${name}: ${line}`)
      const found = await killRounds(makeVictim, { rounds: each, random, isOver, log: tell })
      mishaps.push(...found.map((mishap) => `${name}, ${mishap}`))
    }
    return mishaps
  },
}
