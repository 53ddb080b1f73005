import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { answeredTurn } from '../database/temporaryProfile.ts'
import { backedUp } from './backupsTest.ts'

const milliseconds = 1e6
const megabyte = 1_000_000

/** The longest that the event loop was held up while some work was done. In milliseconds. */
async function longestDelay(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / milliseconds
}

describe('a large backup', () => {
  it('is made beside the application: nothing else waits for it, also while messages are stored', async () => {
    const { backups, database, profile } = await backedUp()
    const db = openConnection(profile)
    db.exec('CREATE TABLE filler (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    const insert = db.prepare(`INSERT INTO filler (bytes) VALUES (randomblob(${megabyte}))`)
    db.transaction(() => {
      for (let count = 0; count < 60; count += 1) insert.run()
    })()
    db.close()

    const writer = setInterval(() => void answeredTurn(database), 50)
    // Other programs use the same cores: what they do to the event loop is seen without a backup, and allowed for.
    const usual = await longestDelay(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
    const longest: number[] = []
    const processor: number[] = []
    for (let round = 0; round < 4 && Math.min(...longest, Infinity) > 50; round += 1) {
      const before = process.cpuUsage()
      longest.push(await longestDelay(() => backups.create()))
      const { system, user } = process.cpuUsage(before)
      processor.push((system + user) / 1_000)
    }
    clearInterval(writer)
    const sizes = (await backups.list()).map(({ bytes }) => bytes)
    expect(Math.min(...sizes)).toBeGreaterThan(60 * megabyte)
    // Copying and checking 60 MB takes a second of a core, and messages are stored meanwhile.
    expect(Math.min(...processor)).toBeLessThan(500)
    expect(Math.min(...longest)).toBeLessThan(50 + 2 * usual)
  }, 60_000)
})
