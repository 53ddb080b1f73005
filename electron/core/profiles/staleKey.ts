/** What opened a key does not open it any more: the password, the code or the key itself was changed since. */
export class StaleKeyError extends Error {
  override readonly name = 'StaleKeyError'
}

/** Does work that begins with opening a key, once more where the key was changed before it could be used. */
export async function againWhenStale<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StaleKeyError) return againWhenStale(work)
    throw error
  }
}
