import type { Connection } from '../connection.ts'

/**
 * Conversations are trees of messages. What a tree must be is enforced here rather than promised by queries:
 * one root, which is a person's; a parent of the same conversation, one step above, by the other side; one answer
 * being written at a time. `shown` marks the child that was last shown below its parent, so that going back to a
 * version goes back to the path below it. `text` stands last: walking up a path then never reads it.
 */
const messages = `
  CREATE TABLE messages (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_key INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    parent_key INTEGER REFERENCES messages (key),
    depth INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('streaming', 'complete', 'stopped', 'failed', 'interrupted')),
    error_code TEXT,
    model_id TEXT,
    model_name TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    text TEXT NOT NULL,
    CHECK (depth >= 0 AND (depth = 0) = (parent_key IS NULL)),
    CHECK (depth > 0 OR (role = 'user' AND shown = 1)),
    CHECK (role = 'assistant' OR state = 'complete'),
    CHECK ((role = 'assistant') = (model_id IS NOT NULL) AND (role = 'assistant') = (model_name IS NOT NULL)),
    CHECK ((state = 'failed') = (error_code IS NOT NULL)),
    CHECK ((role = 'assistant' AND state <> 'streaming') = (finished_at IS NOT NULL))
  ) STRICT;
  CREATE INDEX messages_of_conversation ON messages (conversation_key);
  CREATE INDEX messages_of_parent ON messages (parent_key) WHERE parent_key IS NOT NULL;
  CREATE UNIQUE INDEX messages_one_root ON messages (conversation_key) WHERE parent_key IS NULL;
  CREATE UNIQUE INDEX messages_one_shown ON messages (parent_key) WHERE shown = 1 AND parent_key IS NOT NULL;
  CREATE UNIQUE INDEX messages_one_streaming ON messages (conversation_key) WHERE state = 'streaming';
`

const triggers = `
  CREATE TRIGGER messages_fit_their_parent BEFORE INSERT ON messages WHEN NEW.parent_key IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a message does not fit its parent') WHERE NOT EXISTS (
      SELECT 1 FROM messages AS parent
      WHERE parent.key = NEW.parent_key AND parent.conversation_key = NEW.conversation_key
        AND parent.depth = NEW.depth - 1 AND parent.role <> NEW.role
    );
  END;
  CREATE TRIGGER messages_stay_in_place
  BEFORE UPDATE OF key, id, conversation_key, parent_key, depth, role ON messages BEGIN
    SELECT RAISE(ABORT, 'a message stays where it is');
  END;
  CREATE TRIGGER conversations_start_without_head BEFORE INSERT ON conversations
  WHEN NEW.head_key IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a new conversation has no message yet');
  END;
  CREATE TRIGGER conversations_own_their_head BEFORE UPDATE OF head_key ON conversations BEGIN
    SELECT RAISE(ABORT, 'the head is not a message of its conversation') WHERE NOT EXISTS (
      SELECT 1 FROM messages WHERE key = NEW.head_key AND conversation_key = NEW.key
    );
  END;
`

/** `head_key` is the last message of the path that is shown. */
const conversations = `
  CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    model_id TEXT NOT NULL,
    head_key INTEGER UNIQUE REFERENCES messages (key),
    deleted_at INTEGER
  ) STRICT;
  CREATE INDEX conversations_newest ON conversations (updated_at, key) WHERE deleted_at IS NULL;
  CREATE INDEX conversations_hidden ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;
`

/**
 * `answer_chunks.text` is UTF-16: a checkpoint may end between the halves of a surrogate pair, which UTF-8 cannot
 * hold. A draft without conversation is that of the next new chat; a preference is JSON.
 */
const others = `
  CREATE TABLE answer_chunks (
    message_key INTEGER NOT NULL REFERENCES messages (key) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    text BLOB NOT NULL,
    PRIMARY KEY (message_key, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE drafts (
    key INTEGER PRIMARY KEY,
    conversation_key INTEGER UNIQUE REFERENCES conversations (key) ON DELETE CASCADE,
    text TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX drafts_one_new_chat ON drafts (conversation_key IS NULL) WHERE conversation_key IS NULL;
  CREATE TABLE preferences (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

export function createConversations(db: Connection): void {
  db.exec(`${conversations}${messages}${triggers}${others}`)
}
