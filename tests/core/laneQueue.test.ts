import { describe, expect, it } from 'vitest'
import { createLaneQueue } from '../../electron/core/async/laneQueue.ts'

/** Work that ends when it is told to, and says when it began. */
function work(log: string[], name: string) {
  const end = Promise.withResolvers<void>()
  return {
    end: end.resolve,
    run: async () => {
      log.push(name)
      await end.promise
      return name
    },
  }
}

const busy = { code: 'BUSY' }

describe('a queue with lanes', () => {
  it('lets an earlier lane go before a later one, however long that has waited', async () => {
    const run = createLaneQueue(1, { own: { atOnce: 1, waiting: 9 }, other: { atOnce: 1, waiting: 9 } })
    const log: string[] = []
    const first = work(log, 'first')
    const rest = ['other 1', 'other 2', 'own 1', 'own 2'].map((name) => ({ name, ...work(log, name) }))
    const all = [run('other', first.run)]
    for (const each of rest) {
      each.end()
      all.push(run(each.name.startsWith('own') ? 'own' : 'other', each.run))
    }
    first.end()
    await Promise.all(all)
    expect(log).toEqual(['first', 'own 1', 'own 2', 'other 1', 'other 2'])
  })

  it('keeps a place free of a lane that may have one at once', async () => {
    const run = createLaneQueue(2, { own: { atOnce: 2, waiting: 9 }, other: { atOnce: 1, waiting: 9 } })
    const log: string[] = []
    const others = [work(log, 'other 1'), work(log, 'other 2')]
    const running = others.map((each) => run('other', each.run))
    const own = work(log, 'own')
    own.end()
    await run('own', own.run)
    expect(log).toEqual(['other 1', 'own'])
    for (const each of others) each.end()
    await Promise.all(running)
    expect(log).toEqual(['other 1', 'own', 'other 2'])
  })

  it('refuses what would wait beyond its bound, and goes on after work that fails', async () => {
    const run = createLaneQueue(1, { own: { atOnce: 1, waiting: 2 } })
    const log: string[] = []
    const first = work(log, 'first')
    const running = run('own', first.run)
    const failing = run('own', () => Promise.reject(new Error('failed')))
    const last = work(log, 'last')
    const waiting = run('own', last.run)
    await expect(run('own', async () => undefined)).rejects.toMatchObject(busy)
    first.end()
    last.end()
    await expect(failing).rejects.toThrow('failed')
    expect(await Promise.all([running, waiting])).toEqual(['first', 'last'])
  })

  it('gives up what waits when its window is gone, and not what runs', async () => {
    const run = createLaneQueue(1, { own: { atOnce: 1, waiting: 2 } })
    const log: string[] = []
    const gone = new AbortController()
    const first = work(log, 'first')
    const running = run('own', first.run, gone.signal)
    const waiting = run('own', work(log, 'never').run, gone.signal)
    gone.abort()
    await expect(waiting).rejects.toMatchObject(busy)
    await expect(run('own', work(log, 'never').run, gone.signal)).rejects.toMatchObject(busy)
    first.end()
    expect(await running).toBe('first')
    expect(log).toEqual(['first'])
  })
})
