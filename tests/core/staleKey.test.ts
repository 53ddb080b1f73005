import { expect, it } from 'vitest'
import { againWhenStale, StaleKeyError } from '../../electron/core/profiles/staleKey.ts'

it('does work again where the key was changed before it could be used, and tells of anything else', async () => {
  let times = 0
  const work = async (): Promise<string> => {
    times += 1
    if (times === 1) throw new StaleKeyError()
    if (times === 2) throw new Error('another password')
    return 'open'
  }
  await expect(againWhenStale(work)).rejects.toThrow('another password')
  expect(await againWhenStale(work)).toBe('open')
  expect(times).toBe(3)
})
