/** `kill -9` in the middle of everything that writes: nothing acknowledged is lost, and the database opens. */
import { killRounds } from '../kill/killRounds.ts'
import type { MakeVictim } from '../kill/victim.ts'
import { answers } from '../kill/victims/answers.ts'
import { dataKeys } from '../kill/victims/dataKeys.ts'
import { downloads } from '../kill/victims/downloads.ts'
import { imports } from '../kill/victims/imports.ts'
import { restores } from '../kill/victims/restores.ts'
import type { Soak } from './soak.ts'

/** They take turns, each in a new data folder. */
const victims: Readonly<Record<string, MakeVictim>> = { answers, imports, restores, dataKeys, downloads }
/** Rounds of a turn: enough to find what earlier kills have left, few enough to stay quick. */
const longestTurn = 10

export const soak: Soak = {
  name: 'kill',
  rounds: 1_000,
  async run({ isOver, log: tell, random, rounds }) {
    const mishaps: string[] = []
    const all = Object.entries(victims)
    let done = 0
    while (done < rounds && !isOver()) {
      for (const [name, makeVictim] of all) {
        const log = (line: string): void => tell(`${name}: ${line}`)
        const turn = Math.min(longestTurn, rounds - done)
        const found = await killRounds(makeVictim, { rounds: turn, random, isOver, log })
        mishaps.push(...found.map((mishap) => `${name}, ${mishap}`))
        done += turn
      }
    }
    return mishaps
  },
}
