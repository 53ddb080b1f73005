import type { MessageId, ModelId } from '../../../../shared/contract/base.ts'
import type { MessageState } from '../../../../shared/contract/conversations.ts'
import type { DayUsage, RequestRecord } from '../../../../shared/contract/usage.ts'
import type { AnswerErrorCode } from '../../../../shared/errors.ts'
import { budgetOf, takeFromBalance, type Charge } from './budget.ts'
import type { Connection } from '../connection.ts'
import type { RequestContent } from '../records.ts'
import { statement } from '../statement.ts'

export interface NewRequest extends Charge {
  /** The answer that is written, or the one after which a title is. */
  readonly messageId: MessageId
  readonly purpose: RequestRecord['purpose']
  readonly modelId: ModelId
  readonly modelName: string
  readonly startedAt: number
  /** How much of the answer was there before, in UTF-16 code units. */
  readonly textFrom: number
}

/** A request begins. There is one under way for a message and a purpose. */
export function insertRequest(db: Connection, request: NewRequest): void {
  const sql = `
    INSERT INTO requests
      (message_id, purpose, model_id, model_name, started_at, text_from, charging, held, state)
    VALUES
      (@messageId, @purpose, @modelId, @modelName, @startedAt, @textFrom, @charging, @held, 'streaming')`
  statement<[NewRequest]>(db, sql).run(request)
}

export interface RequestUnderWay extends Charge {
  readonly key: number
  readonly startedAt: number
  readonly textFrom: number
}

/** The request that is under way for a message; undefined where there is none. */
export function requestUnderWay(
  db: Connection,
  messageId: MessageId,
  purpose: RequestRecord['purpose'],
): RequestUnderWay | undefined {
  const sql = `
    SELECT key, started_at AS startedAt, text_from AS textFrom, charging, held FROM requests
    WHERE message_id = ? AND purpose = ? AND state = 'streaming'`
  return statement<[MessageId, RequestRecord['purpose']], RequestUnderWay>(db, sql).get(messageId, purpose)
}

/** Keeps what a request was made of. */
export function recordContent(db: Connection, key: number, { from, systemMark }: RequestContent): void {
  const sql = `
    UPDATE requests SET system_mark = ?, sent_from = (SELECT time_key FROM messages WHERE id = ?) WHERE key = ?`
  statement<[string, MessageId, number]>(db, sql).run(systemMark, from, key)
}

export interface RequestEnd {
  readonly state: Exclude<MessageState, 'streaming'>
  readonly errorCode: AnswerErrorCode | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly estimated: boolean
  readonly finishedAt: number
}

/** What a request costs by the budget as it is now: nothing unless it went well and is counted as it was begun. */
function costOf(db: Connection, { charging, held }: Charge, end: RequestEnd): number {
  const { enabled, unit } = budgetOf(db)
  if (end.state !== 'complete' || !enabled || charging !== unit) return 0
  return charging === 'requests' ? held : (end.inputTokens ?? 0) + (end.outputTokens ?? 0)
}

/** Ends a request that is under way and charges it: both once, because it is under way no longer. */
export function endRequest(db: Connection, request: RequestUnderWay, end: RequestEnd): void {
  const { finishedAt, estimated, ...rest } = end
  const sql = `
    UPDATE requests SET state = @state, error_code = @errorCode, input_tokens = @inputTokens,
      output_tokens = @outputTokens, estimated = @estimated, duration = @duration, charged = @charged, held = 0
    WHERE key = @key AND state = 'streaming'`
  const row = {
    ...rest,
    key: request.key,
    estimated: Number(estimated),
    duration: Math.max(finishedAt - request.startedAt, 0),
    charged: takeFromBalance(db, costOf(db, request, end)),
  }
  statement<[typeof row]>(db, sql).run(row)
}

/** Ends what a process that died has left under way. What was held for it is free again. */
export function interruptRequests(db: Connection): void {
  db.exec(`UPDATE requests SET state = 'interrupted', held = 0 WHERE state = 'streaming'`)
}

interface PlainDayUsage extends Omit<DayUsage, 'estimated'> {
  readonly estimated: number
}

/** When requests were asked, in epoch milliseconds. */
export interface TimeRange {
  readonly from: number
  /** The first time that does not belong to it. */
  readonly to: number
}

/** From the first request to the last; null before the first. */
export function timeOfRequests(db: Connection): TimeRange | null {
  const sql = 'SELECT min(started_at) AS first, max(started_at) AS last FROM requests'
  const found = statement<[], { readonly first: number | null; readonly last: number | null }>(db, sql).get()
  return found && found.first !== null && found.last !== null
    ? { from: found.first, to: found.last + 1 }
    : null
}

const dayLength = 24 * 3_600_000

/**
 * By day, oldest first, and model, with clocks that show `offset` milliseconds more than UTC. The name is that of
 * the model's last request on the day.
 */
export function usageOf(db: Connection, range: TimeRange & { readonly offset: number }): readonly DayUsage[] {
  const sql = `
    SELECT
      (started_at + CAST(@offset AS INTEGER)) / ${dayLength} AS day, model_id AS modelId, model_name AS modelName,
      max(key) AS lastKey, count(*) AS requests, sum(state = 'failed') AS failed,
      sum(coalesce(input_tokens, 0)) AS inputTokens, sum(coalesce(output_tokens, 0)) AS outputTokens,
      sum(estimated) > 0 AS estimated, sum(coalesce(duration, 0)) AS duration
    FROM requests WHERE started_at >= @from AND started_at < @to
    GROUP BY day, modelId ORDER BY day, lastKey`
  return statement<[typeof range], PlainDayUsage & { readonly lastKey: number }>(db, sql)
    .all(range)
    .map(({ lastKey: _lastKey, ...usage }) => ({ ...usage, estimated: usage.estimated === 1 }))
}

interface PlainRecord extends Omit<RequestRecord, 'estimated'> {
  readonly estimated: number
}

/** The requests before a number (all of them for null), newest first. */
export function requestsBefore(
  db: Connection,
  number: number | null,
  limit: number,
): readonly RequestRecord[] {
  const sql = `
    SELECT
      key AS number, started_at AS startedAt, model_id AS modelId, model_name AS modelName, purpose, state,
      error_code AS errorCode, input_tokens AS inputTokens, output_tokens AS outputTokens, estimated, duration, charged
    FROM requests WHERE key < ? ORDER BY key DESC LIMIT ?`
  return statement<[number, number], PlainRecord>(db, sql)
    .all(number ?? Number.MAX_SAFE_INTEGER, limit)
    .map((record) => ({ ...record, estimated: record.estimated === 1 }))
}
