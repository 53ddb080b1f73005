import type { ProfileId } from '../../../shared/contract/base.ts'
import { createWindowSession, type WindowSession } from './windowSession.ts'

/** How long a window that shows nothing (closed, reloading, asleep) stays signed in. In milliseconds. */
const absenceLimit = 5 * 60_000
/** The same for a window that nobody is signed in to: it has nothing to lose but a file that it has sent. */
const strangerAbsenceLimit = 10_000
/** Windows at a time that nobody is signed in to: anybody can open them. */
const mostStrangers = 256

/** The windows there are, whoever is signed in to them. Each is told of once when it will not come back. */
export class Windows {
  readonly #windows = new Map<string, WindowSession>()
  readonly #now: () => number
  readonly #onGone: (windowId: string) => void

  constructor(now: () => number, onGone: (windowId: string) => void) {
    this.#now = now
    this.#onGone = onGone
  }

  /** The window of that name, made when it is new. */
  named(id: string): WindowSession {
    const known = this.#windows.get(id)
    if (known) return known
    this.#makeRoom()
    const made = createWindowSession(id, this.#now)
    this.#windows.set(id, made)
    return made
  }

  /** Those that are signed in to a profile. */
  of(id: ProfileId): readonly WindowSession[] {
    return [...this.#windows.values()].filter(({ profile }) => profile?.id === id)
  }

  has(window: WindowSession): boolean {
    return this.#windows.get(window.id) === window
  }

  /** One that was closed while its password was checked: it is absent, and leaves in its time. */
  keep(window: WindowSession): void {
    if (!this.#windows.has(window.id)) this.#windows.set(window.id, window)
  }

  /** Answers with the window of that name, which is none of these any more. */
  remove(id: string): WindowSession | undefined {
    const window = this.#windows.get(id)
    if (!window) return undefined
    this.#windows.delete(id)
    this.#onGone(id)
    return window
  }

  /** Those that have shown nothing for too long. */
  absent(): readonly WindowSession[] {
    const now = this.#now()
    return [...this.#windows.values()].filter((window) => {
      const since = window.absentSince()
      const limit = isIdleStranger(window) ? strangerAbsenceLimit : absenceLimit
      return since !== null && now - since >= limit
    })
  }

  /** Makes room for one more window: the oldest that nobody is signed in to goes, one that shows nothing before others. */
  #makeRoom(): void {
    const strangers = [...this.#windows.values()].filter(isIdleStranger)
    if (strangers.length < mostStrangers) return
    const [gone] = strangers.toSorted((one, other) => presence(one) - presence(other))
    if (gone) this.remove(gone.id)?.detach('too many windows')
  }
}

/** Nobody is signed in to the window, or about to be. */
function isIdleStranger({ callsUnderWay, profile }: WindowSession): boolean {
  return !profile && callsUnderWay === 0
}

/** 1 for a window that shows something now, else 0. */
function presence(window: WindowSession): number {
  return window.absentSince() === null ? 1 : 0
}
