import type { Connection } from '../connection.ts'

/**
 * Answers by providers over the network: what a model thought before it answered, why it ended, what it counted;
 * how each chat asks its model; and where models are asked, with keys. `models` is the list that a provider last
 * gave, as JSON.
 */
export function addProviders(db: Connection): void {
  db.exec(`
    ALTER TABLE messages ADD COLUMN reasoning TEXT NOT NULL DEFAULT '';
    ALTER TABLE messages ADD COLUMN finish_reason TEXT CHECK (finish_reason IN ('stop', 'length'));
    ALTER TABLE messages ADD COLUMN input_tokens INTEGER CHECK (input_tokens >= 0);
    ALTER TABLE messages ADD COLUMN output_tokens INTEGER CHECK (output_tokens >= 0);
    ALTER TABLE conversations ADD COLUMN system_prompt TEXT NOT NULL DEFAULT '';
    ALTER TABLE conversations ADD COLUMN parameters TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(parameters));
    CREATE TABLE connections (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      base_url TEXT,
      api_key TEXT,
      headers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(headers)),
      models TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(models)),
      models_fetched_at INTEGER
    ) STRICT;
  `)
}
