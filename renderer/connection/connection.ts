import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../shared/contract/index.ts'
import { createPause } from './pause.ts'

/** One way to the core that stands open. */
export interface Link {
  readonly client: Client
  /** Settles when the link is gone. Never rejects. */
  readonly closed: Promise<void>
}

/** Opens a link over whatever carries it. Rejects when it cannot. */
export type OpenLink = () => Promise<Link>

export interface ConnectionState {
  /** `connecting` only until the first attempt has ended. */
  readonly status: 'connecting' | 'connected' | 'lost'
  readonly client: Client | null
}

export interface Connection {
  readonly store: StoreApi<ConnectionState>
  /** Opens a link, and another whenever one is lost, until `end`. Settles after that. */
  run(): Promise<void>
  /** Ends the pause before the next attempt: the machine is online again, or the person looks at the window. */
  retryNow(): void
  end(): void
}

/** Milliseconds. */
const firstDelay = 250
const longestDelay = 5_000
/** A link that lasted this long (ms) was a working one: the next attempt after it comes at once. */
const steadyAfter = 2_000

/** How long to wait before the next attempt, in milliseconds, after `failures` attempts in a row that came to nothing. */
export function delayBefore(failures: number): number {
  return Math.min(firstDelay * 2 ** failures, longestDelay)
}

export function createConnection(openLink: OpenLink): Connection {
  const store = createStore<ConnectionState>(() => ({ status: 'connecting', client: null }))
  const pause = createPause()
  const end = new AbortController()
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => resolve())
  })

  /** Answers whether a link stood long enough to count as a success. */
  async function attempt(): Promise<boolean> {
    try {
      const link = await openLink()
      const openedAt = performance.now()
      store.setState({ status: 'connected', client: link.client })
      await Promise.race([link.closed, ended])
      return performance.now() - openedAt >= steadyAfter
    } catch {
      // Why a link could not be opened is nothing a window can act on: the banner says what matters.
      return false
    } finally {
      store.setState({ status: 'lost', client: null })
    }
  }

  return {
    store,
    async run() {
      let failures = 0
      while (!end.signal.aborted) {
        failures = (await attempt()) ? 0 : failures + 1
        if (!end.signal.aborted) await pause.wait(delayBefore(Math.max(failures - 1, 0)))
      }
    },
    retryNow: pause.end,
    end() {
      end.abort()
      pause.end()
    },
  }
}
