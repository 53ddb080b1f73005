import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../electron/core/database/connection.ts'
import { createKeyDerivations, strongCost } from '../../electron/core/profiles/keyDerivation.ts'
import { ada, fastCost, password, profileService, temporaryFolder } from './temporaryProfiles.ts'

function costsIn(dataFolder: string): unknown[] {
  const db = openConnection({ file: join(dataFolder, 'profiles.db') })
  const costs = db
    .prepare('SELECT purpose, memory, passes, parallelism FROM key_wraps ORDER BY purpose')
    .all()
  db.close()
  return costs
}

describe('key derivation', () => {
  it('takes 128 MiB and three passes by default, and at most a second', async () => {
    expect(strongCost).toEqual({ memory: 131_072, passes: 3, parallelism: 1 })
    const { derive } = createKeyDerivations()
    const times: number[] = []
    // Another program may have the cores just now: one of three is enough.
    while (times.length < 3 && !times.some((time) => time < 1000)) {
      const start = performance.now()
      expect(await derive(password, Buffer.alloc(16, 1), strongCost)).toHaveLength(32)
      times.push(performance.now() - start)
    }
    expect(Math.min(...times)).toBeLessThan(1000)
  })

  it('is Argon2id: the published test vector comes out', async () => {
    const { derive } = createKeyDerivations()
    const key = await derive('password', Buffer.from('somesalt'), {
      memory: 65_536,
      passes: 2,
      parallelism: 1,
    })
    expect(key.toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  })

  it('runs as many at a time as it is told, so that a flood takes the memory of those', async () => {
    const { derive } = createKeyDerivations(1)
    const salt = Buffer.alloc(16, 1)
    const ended: string[] = []
    const slow = derive(password, salt, { ...fastCost, memory: 32_768 }).then(() => ended.push('slow'))
    const fast = derive(password, salt, fastCost).then(() => ended.push('fast'))
    await Promise.all([slow, fast])
    expect(ended).toEqual(['slow', 'fast'])
  })

  it('goes on after one that fails', async () => {
    const { derive } = createKeyDerivations()
    const impossible = derive(password, Buffer.alloc(1), fastCost)
    const possible = derive(password, Buffer.alloc(16, 1), fastCost)
    await expect(impossible).rejects.toThrow(/salt/iu)
    expect(await possible).toHaveLength(32)
  })

  it('is raised to its present cost at the next sign-in, and never lowered', async () => {
    const dataFolder = temporaryFolder()
    const weak = profileService({ dataFolder })
    const { dataKey } = await weak.create(ada, password)
    await weak.close()
    const raised = { memory: 256, passes: 2, parallelism: 1 }
    const stronger = profileService({ dataFolder, kdf: raised })
    await expect(stronger.signIn('ada', 'wrong one')).rejects.toThrow('WRONG_PASSWORD')
    expect((await stronger.signIn('ada', password)).dataKey.equals(dataKey)).toBe(true)
    expect((await stronger.signIn('ada', password)).dataKey.equals(dataKey)).toBe(true)
    await stronger.close()
    const after = [
      { purpose: 'password', ...raised },
      { purpose: 'recovery', ...fastCost },
    ]
    expect(costsIn(dataFolder)).toEqual(after)
    await profileService({ dataFolder }).signIn('ada', password)
    expect(costsIn(dataFolder)).toEqual(after)
  })
})
