const key = 'confab:window'
/** A page that is loaded again may begin before the one it replaces has let go: it tries so often, so far apart (ms). */
const attempts = 20
const pause = 100

/** Takes a name for as long as the page is there, unless another page has it. */
function take(id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    function hold(lock: Lock | null): Promise<never> | null {
      resolve(lock !== null)
      return lock && new Promise(() => {})
    }
    // Asked, not waited for: on a busy machine a time limit would run out before a free name is given.
    navigator.locks.request(`${key}:${id}`, { ifAvailable: true }, hold).catch(reject)
  })
}

/**
 * Whether a name is this page's. A tab that is duplicated starts with a copy of the other's storage, and would fight with
 * it for one connection: the name is the other's until that one is gone.
 */
async function claim(id: string): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await take(id)) return true
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return false
}

/** Names this window to the core. The name survives a reload and is not shared with a new or a duplicated tab. */
export async function claimWindowId(): Promise<string> {
  const kept = sessionStorage.getItem(key)
  if (kept !== null && (await claim(kept))) return kept
  // Whatever else was copied is of the other window as well.
  sessionStorage.clear()
  const id = crypto.randomUUID()
  sessionStorage.setItem(key, id)
  await take(id)
  return id
}
