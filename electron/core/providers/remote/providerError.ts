/** An error as a provider describes it, in whichever of the forms in use. */
export interface ProviderError {
  /** A status of HTTP, where the description gives one: 400 to 599. */
  readonly status: number | null
  /** Its codes, types, states and reasons, in lower case. */
  readonly codes: readonly string[]
  readonly words: string
  /** How long Gemini wants to be left alone (`RetryInfo`), in milliseconds. */
  readonly delay: number | null
}

type Json = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `3s` or `3.5s`, as Google writes durations. */
function durationOf(text: unknown): number | null {
  const seconds = typeof text === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(text)?.[1] : undefined
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1_000)
}

function textsOf(...values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string')
}

function ofGoogleDetails(
  details: readonly Json[],
): Pick<ProviderError, 'codes' | 'delay'> & { readonly words: string } {
  const violations = details
    .flatMap((detail): readonly unknown[] =>
      Array.isArray(detail['violations']) ? detail['violations'] : [],
    )
    .filter(isRecord)
  const delays = details.map((detail) => durationOf(detail['retryDelay'])).filter((delay) => delay !== null)
  return {
    codes: details.flatMap((detail) => textsOf(detail['reason'])),
    delay: delays[0] ?? null,
    words: violations
      .flatMap(({ quotaId, quotaValue }) => [...textsOf(quotaId), quotaValue === '0' ? 'limit: 0' : ''])
      .join(' '),
  }
}

/**
 * Reads the error in a body or an event: `{"error": {…}}` of both protocols, Gemini's in a list, `{"error": "…"}`,
 * and vLLM's `{"object": "error", …}`. Null when it holds none.
 */
export function providerErrorIn(body: unknown): ProviderError | null {
  const value: unknown = Array.isArray(body) ? body[0] : body
  if (!isRecord(value)) return null
  if (value['object'] === 'error') return describe(value)
  const error = value['error']
  if (typeof error === 'string' && error !== '') return describe({ message: error })
  return isRecord(error) ? describe(error) : null
}

/** `error` is what stands under `error`, or an event that is one as a whole. */
export function describe(error: Json): ProviderError {
  const { code, type, status, message, details } = error
  const google = ofGoogleDetails(Array.isArray(details) ? details.filter(isRecord) : [])
  // Of anything else no number is made: an object may not even become text.
  const number = typeof code === 'number' || typeof code === 'string' ? Number(code) : Number.NaN
  return {
    status: Number.isInteger(number) && number >= 400 && number <= 599 ? number : null,
    codes: [...textsOf(code, type, status), ...google.codes].map((text) => text.toLowerCase()),
    words: [...textsOf(message), google.words].join(' '),
    delay: google.delay,
  }
}
