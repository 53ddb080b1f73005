const key = 'confab:window'

/** Names this window to the core. It survives a reload and is not shared with a new tab. */
export function windowId(): string {
  const id = sessionStorage.getItem(key) ?? crypto.randomUUID()
  sessionStorage.setItem(key, id)
  return id
}
