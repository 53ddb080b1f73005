import type { Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  /** Microseconds that it had of the processor. */
  readonly tdur?: number
}

/** What the page's main thread does, in milliseconds of the processor: what others do meanwhile is not in it. */
export interface TaskTrace {
  /** Since the page was there. */
  times(): Promise<{ readonly script: number; readonly layout: number }>
  /** Ends it. The most that one task between the first and the last call of `times` had of the processor. */
  longestWork(): Promise<number>
}

const mark = 'bench'
const tasks = 'disabled-by-default-devtools.timeline'

/** Follows the tasks of a page from now on. Starting it keeps the page busy for a while. */
export async function startTracing(page: Page): Promise<TaskTrace> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [tasks, 'blink.user_timing'] },
  })
  return {
    async times() {
      await page.evaluate((name) => performance.mark(name), mark)
      const { metrics } = await session.send('Performance.getMetrics')
      const of = (name: string): number =>
        (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000
      return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') }
    },
    async longestWork() {
      const complete = new Promise<void>((resolve) => {
        session.once('Tracing.tracingComplete', () => resolve())
      })
      await session.send('Tracing.end')
      await complete
      await session.detach()
      const marks = events.filter(({ cat, name }) => name === mark && cat.includes('user_timing'))
      const [first, last] = [marks[0], marks.at(-1)]
      if (!first || !last) throw new Error('the trace has no marks')
      const work = events
        .filter(
          ({ name, pid, tid, ts }) =>
            name === 'RunTask' && pid === first.pid && tid === first.tid && ts > first.ts && ts < last.ts,
        )
        .map(({ tdur = 0 }) => tdur / 1_000)
      return Math.max(...work)
    },
  }
}
