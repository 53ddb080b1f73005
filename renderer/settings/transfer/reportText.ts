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

/** How many things came in otherwise than they were, or not at all. */
export function problemsText(count: number): string {
  return `${things(count, 'thing')} could not be read as ${count === 1 ? 'it was' : 'they were'}.`
}

/** What is said of a file that was handed over: where it is put, or whether at all, may still be asked. */
export function savedText(name: string): string {
  return `Ready and being saved as “${name}”.`
}

/** What is said where chats could not be exported whole. */
export function notWholeText(chats: number): string {
  if (chats === 0) return ''
  return `${things(chats, 'chat')} could not be read whole: the file of this profile is damaged.`
}

/** What is said where texts could not be formatted. */
export function plainText(texts: number): string {
  if (texts === 0) return ''
  return `${things(texts, 'text')} too complex to format; the file has ${texts === 1 ? 'it' : 'them'} as plain text.`
}

/** What is said at the end. */
export function summaryOf(report: ImportReport): string {
  const problems = report.problems.length + report.problemsLeftOut
  const left = problems > 0 ? ` ${problemsText(problems)}` : ''
  return `Import finished. ${countsText(report)}${left}`
}
