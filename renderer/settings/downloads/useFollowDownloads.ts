import { useEffect, useState } from 'react'
import { failureOf } from '../../errors/failure.ts'
import { sentenceOf } from '../../errors/sentences.ts'
import { fetchDownloads, isAnyMoving, useDownloads } from './downloadsStore.ts'

/** Milliseconds. */
const interval = 1_000

/** Looks at the downloads when it is first shown, and every second while one moves. Answers with what is in the way. */
export function useFollowDownloads(): string | null {
  const moves = useDownloads(isAnyMoving)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let ended = false
    let timer: ReturnType<typeof setTimeout> | undefined

    async function look(): Promise<void> {
      try {
        await fetchDownloads()
        if (!ended) setProblem(null)
      } catch (error) {
        if (!ended) setProblem(sentenceOf(failureOf(error)))
      }
      if (moves && !ended) timer = setTimeout(() => void look(), interval)
    }

    void look()
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [moves])

  return problem
}
