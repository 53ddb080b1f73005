/** Asked before each request to the hub: whoever wants a download decides whether the network may be used for it. */
export interface HubGate {
  /** Whether the hub may be asked now. */
  allowsHub(): boolean
  /** `signal` aborts when the hub may not be asked any more; at once where it may not be now. */
  enterHub(): { readonly signal: AbortSignal; leave(): void }
}

/** Of a download that nobody has asked for since Confab was started. */
export const closedGate: HubGate = {
  allowsHub: () => false,
  enterHub: () => ({ signal: AbortSignal.abort(), leave: () => undefined }),
}
