/** What the stand-in tells the test, and what the test may ask of it, over the IPC channel between the two. */

export type RecordEntry =
  | { readonly kind: 'ready'; readonly debuggingPort: number }
  | { readonly kind: 'schemes'; readonly schemes: unknown }
  /** A window has loaded its page, and the options it was asked for with. */
  | { readonly kind: 'window'; readonly targetId: string; readonly options: unknown }
  | { readonly kind: 'window-open'; readonly url: string; readonly action: string }
  | { readonly kind: 'navigation'; readonly url: string; readonly prevented: boolean }
  | {
      readonly kind: 'permission'
      readonly permission: string
      readonly origin: string
      readonly allowed: boolean
    }
  | { readonly kind: 'connect'; readonly channel: string; readonly origin: string; readonly ports: number }
  | { readonly kind: 'outside-request'; readonly url: string }
  | { readonly kind: 'open-external'; readonly url: string }
  | { readonly kind: 'error-box'; readonly title: string; readonly content: string }
  | { readonly kind: 'focus' }

export type Command =
  | { readonly command: 'click-menu'; readonly label: string }
  | { readonly command: 'second-instance' }
  /** Of the window that was opened first. */
  | { readonly command: 'crash-page' }
  | { readonly command: 'quit' }

export function record(entry: RecordEntry): void {
  process.send?.(entry)
}
