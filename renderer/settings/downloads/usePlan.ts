import { useRef, useState } from 'react'
import type { DownloadPlan, Precision, Repository } from '../../../shared/contract/downloads.ts'
import { askPlan, startDownload } from './downloadActions.ts'

export interface Planning {
  /** What can be downloaded of the model that was asked for. */
  readonly plan: DownloadPlan | null
  readonly busy: boolean
  readonly problem: string | null
  ask(repository: Repository): Promise<void>
  start(repository: Repository, precision: Precision): Promise<void>
  clear(): void
}

/** Asks the hub for the precisions and sizes of a model, one at a time, and starts a download of it. */
export function usePlan(): Planning {
  const [plan, setPlan] = useState<DownloadPlan | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const latest = useRef(0)

  function clear(): void {
    latest.current += 1
    setPlan(null)
    setProblem(null)
    setBusy(false)
  }

  return {
    plan,
    busy,
    problem,
    clear,
    async ask(repository) {
      clear()
      const number = latest.current
      setBusy(true)
      const answer = await askPlan(repository)
      if (number !== latest.current) return
      setBusy(false)
      if ('plan' in answer) setPlan(answer.plan)
      else setProblem(answer.problem)
    },
    async start(repository, precision) {
      const refusal = await startDownload(repository, precision)
      if (refusal === null) clear()
      else setProblem(refusal)
    },
  }
}
