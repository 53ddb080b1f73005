import { parse } from '../../shared/markdown/parse.ts'
import type { ParseAnswer, ParseRequest } from './parsing.ts'

/** The thread that sets what may take long. The page ends it when it takes too long. */
addEventListener('message', ({ data }: MessageEvent<ParseRequest>) => {
  let answer: ParseAnswer
  try {
    answer = { tree: parse(data.source, data.mostNodes) }
  } catch {
    // Whatever went wrong, the text is shown as it is.
    answer = { tree: null }
  }
  postMessage(answer)
})
