import type { RequestRecord } from '../../../shared/contract/usage.ts'
import { answerErrorSentences } from '../../errors/sentences.ts'
import { useDateTimeText } from '../../preferences/preferencesStore.ts'
import { durationText } from './usageFigures.ts'
import { ModelName, TableFrame } from './UsageTables.tsx'
import { useRequests } from './useUsage.ts'

const numbers = new Intl.NumberFormat('en')

/** The newest requests, each with how it ended. */
export function RecentRequests({ withCharges }: { readonly withCharges: boolean }) {
  const { more, problem, value } = useRequests()
  const requests = value?.requests ?? []
  return (
    <div className="settings-group">
      <h3>Recent requests</h3>
      {problem && <p className="problem">{problem}</p>}
      {value?.requests.length === 0 && <p className="note">Nothing has been asked yet.</p>}
      {requests.length > 0 && (
        <TableFrame label="Recent requests">
          <table className="usage-table">
            <caption className="visually-hidden">Recent requests</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col" className="words">
                  Model
                </th>
                <th scope="col" className="words">
                  Result
                </th>
                <th scope="col">Took</th>
                <th scope="col">Tokens in</th>
                <th scope="col">Tokens out</th>
                {withCharges && <th scope="col">Charged</th>}
              </tr>
            </thead>
            <tbody>
              {requests.map((request) => (
                <RequestRow key={request.number} request={request} withCharges={withCharges} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {value?.hasMore && (
        <div className="settings-actions">
          <button type="button" className="button" onClick={more}>
            Show more requests
          </button>
        </div>
      )}
    </div>
  )
}

interface RequestRowProps {
  readonly request: RequestRecord
  readonly withCharges: boolean
}

const resultTexts: Readonly<Record<RequestRecord['state'], string>> = {
  streaming: 'Being written',
  complete: 'Complete',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
}

function RequestRow({ request, withCharges }: RequestRowProps) {
  const time = useDateTimeText(request.startedAt)
  const tokens = (count: number | null): string =>
    count === null ? '–' : `${request.estimated ? '≈ ' : ''}${numbers.format(count)}`
  return (
    <tr>
      <th scope="row">
        <time className="usage-time" dateTime={new Date(request.startedAt).toISOString()}>
          {time}
        </time>
      </th>
      <td className="words">
        <ModelName name={request.modelName} />
        {request.purpose === 'title' && ' (title)'}
      </td>
      <td className="words" title={request.errorCode ? answerErrorSentences[request.errorCode] : undefined}>
        {resultTexts[request.state]}
      </td>
      <td>{request.duration === null ? '–' : durationText(request.duration)}</td>
      <td>{tokens(request.inputTokens)}</td>
      <td>{tokens(request.outputTokens)}</td>
      {withCharges && <td>{numbers.format(request.charged)}</td>}
    </tr>
  )
}
