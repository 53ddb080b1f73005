import type { ImportProgress, ImportReport } from '../../../shared/contract/imports.ts'
import { things } from './sentences.ts'

type Counts = Pick<ImportProgress, 'added' | 'updated' | 'unchanged' | 'messages'>

/** What has come in so far. */
export function countsText({ added, messages, unchanged, updated }: Counts): string {
  const parts = [
    `${things(added, 'chat')} added`,
    ...(updated > 0 ? [`${things(updated, 'chat')} updated`] : []),
    ...(unchanged > 0 ? [`${things(unchanged, 'chat')} already here`] : []),
  ]
  return `${parts.join(', ')}; ${things(messages, 'message')} written.`
}

/** What a screen reader is told at the end. */
export function summaryOf(report: ImportReport): string {
  const problems = report.problems.length + report.problemsLeftOut
  const left = problems > 0 ? ` ${things(problems, 'thing')} could not be read as it was.` : ''
  return `Import finished. ${countsText(report)}${left}`
}
