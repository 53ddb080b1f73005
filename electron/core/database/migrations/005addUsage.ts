import type { Connection } from '../connection.ts'

/**
 * `requests` has a row for each request to a model, made when it begins and ended when it ends. It refers to a
 * message by id alone, so that it outlives its chat, and holds no text. `charging` says at the beginning what it will
 * be charged for; `held` is what is kept of the balance for it until it ends. `text_from` is the length of the
 * answer that was there before it, in UTF-16 code units.
 */
const requests = `
  CREATE TABLE requests (
    key INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('answer', 'title')),
    model_id TEXT NOT NULL,
    model_name TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    text_from INTEGER NOT NULL DEFAULT 0 CHECK (text_from >= 0),
    charging TEXT NOT NULL CHECK (charging IN ('nothing', 'requests', 'tokens')),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    state TEXT NOT NULL CHECK (state IN ('streaming', 'complete', 'stopped', 'failed', 'interrupted')),
    error_code TEXT,
    input_tokens INTEGER CHECK (input_tokens >= 0),
    output_tokens INTEGER CHECK (output_tokens >= 0),
    estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)),
    duration INTEGER CHECK (duration >= 0),
    charged INTEGER NOT NULL DEFAULT 0 CHECK (charged >= 0),
    CHECK (charged = 0 OR state = 'complete')
  ) STRICT;
  CREATE INDEX requests_by_time ON requests (started_at);
  CREATE INDEX requests_of_message ON requests (message_id);
  CREATE UNIQUE INDEX requests_under_way ON requests (message_id, purpose) WHERE state = 'streaming';
`

/** What was answered before requests were recorded, as far as the answers tell. */
const earlier = `
  INSERT INTO requests (
    message_id, purpose, model_id, model_name, started_at, charging, state, error_code, input_tokens, output_tokens,
    duration
  )
  SELECT
    id, 'answer', model_id, model_name, created_at, 'nothing', state, error_code, input_tokens, output_tokens,
    CASE state WHEN 'interrupted' THEN NULL ELSE max(finished_at - created_at, 0) END
  FROM messages WHERE role = 'assistant' AND state <> 'streaming' ORDER BY created_at, key;
`

/** One row. The balance counts requests at a price each, or tokens. */
const budget = `
  CREATE TABLE budget (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    unit TEXT NOT NULL CHECK (unit IN ('requests', 'tokens')),
    balance INTEGER NOT NULL CHECK (balance >= 0),
    cost_per_request INTEGER NOT NULL CHECK (cost_per_request >= 1),
    free_local INTEGER NOT NULL CHECK (free_local IN (0, 1))
  ) STRICT;
  INSERT INTO budget VALUES (1, 0, 'requests', 4000, 100, 0);
`

export function addUsage(db: Connection): void {
  db.exec(`${requests}${earlier}${budget}`)
}
