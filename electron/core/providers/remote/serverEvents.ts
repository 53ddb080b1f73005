/** What a stream of server-sent events consists of. */
export type ServerEvent =
  | {
      readonly type: 'event'
      /** Its name; empty where it has none. */
      readonly name: string
      readonly data: string
      /** False for the last one when the stream ended before the empty line that ends an event. */
      readonly whole: boolean
    }
  /** A line that is no field of an event: the stream is something else. */
  | { readonly type: 'stray'; readonly line: string }

/** Splits at CR, LF and CRLF, wherever the bytes were cut, also within a character. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = ''
  let afterReturn = false
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true })
    if (text === '') continue
    if (afterReturn && text.startsWith('\n')) text = text.slice(1)
    afterReturn = text.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    const last = lines.pop() ?? ''
    for (const line of lines) {
      yield begun + line
      begun = ''
    }
    begun += last
  }
  begun += decoder.decode()
  if (begun !== '') yield begun
}

/**
 * Reads server-sent events (HTML standard, 9.2.6). Comments, which serve to keep a connection alive, and the fields
 * that this protocol has no use for (`id`, `retry`) are passed over.
 */
export async function* readServerEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  let name = ''
  let data: string[] = []
  for await (const line of linesOf(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { type: 'event', name, data: data.join('\n'), whole: true }
      name = ''
      data = []
      continue
    }
    const match = /^(data|event|id|retry)?(?::|$)/.exec(line)
    if (!match) {
      yield { type: 'stray', line }
      continue
    }
    const value = line.slice(match[0].length).replace(/^ /, '')
    if (match[1] === 'data') data.push(value)
    if (match[1] === 'event') name = value
  }
  if (data.length > 0) yield { type: 'event', name, data: data.join('\n'), whole: false }
}
