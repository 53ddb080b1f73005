import { useEffect, useMemo, useState } from 'react'
import type { Client } from '../../../shared/contract/index.ts'
import type { DayUsage, RequestRecord } from '../../../shared/contract/usage.ts'
import { bounds } from '../../../shared/bounds.ts'
import { call } from '../../connection/call.ts'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { useTime } from '../../time/timeStore.ts'
import { useBudget } from '../../usage/budgetStore.ts'
import { fetchFrom, inPeriod, type Period } from './usageFigures.ts'

/** Requests that are fetched at a time. */
const pageLength = 20

export interface Fetched<Value> {
  /** Null until it is there. */
  readonly value: Value | null
  readonly problem: string | null
}

/** What a call brought, and brings again whenever something was recorded. `fetch` is the same until it asks for more. */
function useFetched<Value>(fetch: (client: Client) => Promise<Value>): Fetched<Value> {
  const [fetched, setFetched] = useState<Fetched<Value>>({ value: null, problem: null })
  useEffect(() => {
    let left = false
    async function load(): Promise<void> {
      try {
        const value = await call(fetch)
        if (!left) setFetched({ value, problem: null })
      } catch (error) {
        if (!left) setFetched(({ value }) => ({ value, problem: sentenceOf(failureOf(error)) }))
      }
    }
    void load()
    const unsubscribe = useBudget.subscribe((state, before) => {
      if (state.version !== before.version) void load()
    })
    return () => {
      left = true
      unsubscribe()
    }
  }, [fetch])
  return fetched
}

/** What was asked within a period. */
export function useUsage(period: Period): Fetched<readonly DayUsage[]> {
  const { timeZone, today } = useTime((state) => state.calendar)
  const fetch = useMemo(() => summaryOf(period, today, timeZone), [period, timeZone, today])
  return useFetched(fetch)
}

function summaryOf(period: Period, today: number, timeZone: string) {
  const input = { from: fetchFrom(period, today), to: Number.MAX_SAFE_INTEGER, timeZone }
  return async (client: Client): Promise<readonly DayUsage[]> =>
    inPeriod((await client.usage.summary(input)).days, period, today)
}

interface RequestPage {
  readonly requests: readonly RequestRecord[]
  readonly hasMore: boolean
}

/** The newest requests, and how to see more of them. */
export function useRequests(): Fetched<RequestPage> & { more(): void } {
  const [count, setCount] = useState(pageLength)
  const fetch = useMemo(() => requestsOf(count), [count])
  return { ...useFetched(fetch), more: () => setCount(count + pageLength) }
}

/** Page after page until there are so many. */
function requestsOf(count: number) {
  return async (client: Client): Promise<RequestPage> => {
    let requests: readonly RequestRecord[] = []
    let cursor: number | null = null
    do {
      const limit = Math.min(count - requests.length, bounds.page.max)
      const page: Awaited<ReturnType<Client['usage']['requests']>> = await client.usage.requests({
        cursor,
        limit,
      })
      requests = [...requests, ...page.requests]
      cursor = page.nextCursor
    } while (cursor !== null && requests.length < count)
    return { requests, hasMore: cursor !== null }
  }
}
