import type * as transformers from '@huggingface/transformers'

/** The library that runs models, loaded with the first request: it takes longer to load than the process to start. */
export type Library = typeof transformers

let loading: Promise<Library> | null = null

async function load(): Promise<Library> {
  const library = await import('@huggingface/transformers')
  library.env.allowRemoteModels = false
  library.env.useFSCache = false
  // A failed step is logged with its inputs: the pieces of the conversation. They must not reach a log.
  library.env.logLevel = library.LogLevel.NONE
  return library
}

export function loadLibrary(): Promise<Library> {
  loading ??= load()
  return loading
}
