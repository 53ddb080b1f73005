import type { ImportReport } from '../../../shared/contract/imports.ts'
import { countsText, problemsText } from './reportText.ts'
import { problemSentences, things } from './sentences.ts'

interface ImportReportViewProps {
  readonly name: string
  readonly report: ImportReport
  readonly cancelled: boolean
}

/** What came of an import, and what could not be read. */
export function ImportReportView({ cancelled, name, report }: ImportReportViewProps) {
  const lines = report.problems.length + report.problemsLeftOut
  return (
    <section className="import-report" aria-label="Report of the import">
      <p>
        <strong>{cancelled ? 'Cancelled' : 'Imported'}</strong> {name}
      </p>
      <p>{countsText(report)}</p>
      {cancelled && <p className="note">Chats that were not whole yet were left out.</p>}
      {lines > 0 && (
        <details>
          <summary>{problemsText(lines)}</summary>
          <ProblemList report={report} />
        </details>
      )}
    </section>
  )
}

function ProblemList({ report }: { readonly report: ImportReport }) {
  return (
    <ul className="import-problems">
      {report.problems.map(({ count, kind, title }) => (
        <li key={`${kind} ${title}`}>
          {title !== '' && <strong>{title}: </strong>}
          {problemSentences[kind](count)}
        </li>
      ))}
      {report.problemsLeftOut > 0 && <li>And {things(report.problemsLeftOut, 'more', 'more')}.</li>}
    </ul>
  )
}
