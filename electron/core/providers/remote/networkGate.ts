import type { LookupFunction } from 'node:net'
import { isLoopback } from '../../../../shared/loopback.ts'

/** What of the preferences decides who may be asked. */
export interface NetworkRules {
  readonly offlineOnly: boolean
  /** Also then servers on this computer may be asked. */
  readonly localServers: boolean
}

/** One attempt to ask somebody. */
export interface NetworkPass {
  /** Aborts when that address may not be asked any more; at once where it may not be now. */
  readonly signal: AbortSignal
  /** The attempt is over. */
  leave(): void
}

interface Open {
  allowed(): boolean
  readonly controller: AbortController
}

function leadsToThisComputer(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && isLoopback(url)
}

/** Whom a profile may ask over the network, asked at each attempt. A change ends what it forbids. */
export class NetworkGate {
  readonly #open = new Set<Open>()
  #rules: NetworkRules

  constructor(rules: NetworkRules) {
    this.#rules = rules
  }

  allows(address: string): boolean {
    const { localServers, offlineOnly } = this.#rules
    return !offlineOnly || (localServers && leadsToThisComputer(address))
  }

  /** Whether models may be fetched: a mirror on this computer fetches them from elsewhere, too. */
  allowsHub(): boolean {
    return !this.#rules.offlineOnly
  }

  enter(address: string): NetworkPass {
    return this.#enter(() => this.allows(address))
  }

  enterHub(): NetworkPass {
    return this.#enter(() => this.allowsHub())
  }

  #enter(allowed: () => boolean): NetworkPass {
    const open = { allowed, controller: new AbortController() }
    if (allowed()) this.#open.add(open)
    else open.controller.abort()
    return { signal: open.controller.signal, leave: () => this.#open.delete(open) }
  }

  /** From now on these hold. */
  setRules(rules: NetworkRules): void {
    this.#rules = rules
    for (const open of this.#open) {
      if (open.allowed()) continue
      this.#open.delete(open)
      open.controller.abort()
    }
  }
}

/** Names of this computer lead to it, whatever a resolver would say. */
const lookUpLoopback: LookupFunction = (_name, { all }, done) => {
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  if (all === true) done(null, addresses)
  else done(null, '127.0.0.1', 4)
}

/** How the host of an address is looked up; undefined for the system's own way. */
export function lookupFor(address: string): LookupFunction | undefined {
  return leadsToThisComputer(address) ? lookUpLoopback : undefined
}
