import type { Connection } from '../connection.ts'

/**
 * A first message can have versions too, so the one root of a conversation is a row of its own: it says nothing and
 * is never shown. An answer stands below a person's message (or below the root, where another program's export
 * begins with one); a person may write below anything.
 *
 * `time_key` orders messages by time and is theirs alone: `created_at * 1024` and a number. `deleted_at` is stamped
 * on a message with all below it until that is undone or deleted for good.
 */
const messages = `
  CREATE TABLE tree_messages (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_key INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    parent_key INTEGER REFERENCES messages (key),
    time_key INTEGER UNIQUE,
    depth INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('root', 'user', 'assistant')),
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('streaming', 'complete', 'stopped', 'failed', 'interrupted')),
    error_code TEXT,
    model_id TEXT,
    model_name TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    corrected_at INTEGER,
    deleted_at INTEGER,
    finish_reason TEXT CHECK (finish_reason IN ('stop', 'length')),
    input_tokens INTEGER CHECK (input_tokens >= 0),
    output_tokens INTEGER CHECK (output_tokens >= 0),
    reasoning TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    CHECK ((role = 'root') = (parent_key IS NULL)),
    CHECK ((role = 'root') = (depth = -1) AND depth >= -1),
    CHECK ((role = 'root') = (time_key IS NULL)),
    CHECK (role <> 'root' OR (text = '' AND shown = 1 AND deleted_at IS NULL)),
    CHECK (role = 'assistant' OR state = 'complete'),
    CHECK ((role = 'assistant') = (model_id IS NOT NULL) AND (role = 'assistant') = (model_name IS NOT NULL)),
    CHECK ((state = 'failed') = (error_code IS NOT NULL)),
    CHECK ((role = 'assistant' AND state <> 'streaming') = (finished_at IS NOT NULL)),
    CHECK (deleted_at IS NULL OR state <> 'streaming')
  ) STRICT;
`

/**
 * The key of a root is that of its conversation, negated: it needs no query, and no message has such a key. A
 * `time_key` is the time's own or, where that is taken, the one after that of the message before.
 */
const rows = `
  DROP TRIGGER conversations_own_their_head;
  INSERT INTO tree_messages (key, id, conversation_key, depth, role, shown, state, created_at, text)
  SELECT -key, 'root-' || id, key, -1, 'root', 1, 'complete', created_at, '' FROM conversations;
  INSERT INTO tree_messages
    (key, id, conversation_key, parent_key, time_key, depth, role, shown, state, error_code, model_id, model_name,
     created_at, finished_at, finish_reason, input_tokens, output_tokens, reasoning, text)
  SELECT
    key, id, conversation_key, coalesce(parent_key, -conversation_key),
    place + max(created_at * 1024 - place) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING),
    depth, role, shown, state, error_code, model_id, model_name,
    created_at, finished_at, finish_reason, input_tokens, output_tokens, reasoning, text
  FROM (SELECT *, row_number() OVER (ORDER BY created_at, key) AS place FROM messages);
  DROP TABLE messages;
  ALTER TABLE tree_messages RENAME TO messages;
`

const indexes = `
  CREATE INDEX messages_of_conversation ON messages (conversation_key);
  CREATE INDEX messages_of_parent ON messages (parent_key) WHERE parent_key IS NOT NULL;
  CREATE INDEX messages_deleted ON messages (deleted_at) WHERE deleted_at IS NOT NULL;
  CREATE UNIQUE INDEX messages_one_root ON messages (conversation_key) WHERE parent_key IS NULL;
  CREATE UNIQUE INDEX messages_one_shown ON messages (parent_key) WHERE shown = 1 AND parent_key IS NOT NULL;
  CREATE UNIQUE INDEX messages_one_streaming ON messages (conversation_key) WHERE state = 'streaming';
`

const triggers = `
  CREATE TRIGGER messages_fit_their_parent BEFORE INSERT ON messages WHEN NEW.parent_key IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a message does not fit its parent') WHERE NOT EXISTS (
      SELECT 1 FROM messages AS parent
      WHERE parent.key = NEW.parent_key AND parent.conversation_key = NEW.conversation_key
        AND parent.depth = NEW.depth - 1 AND parent.deleted_at IS NULL
        AND (NEW.role = 'user' OR (NEW.role = 'assistant' AND parent.role <> 'assistant'))
    );
  END;
  CREATE TRIGGER messages_stay_in_place
  BEFORE UPDATE OF key, id, conversation_key, parent_key, time_key, depth, role ON messages BEGIN
    SELECT RAISE(ABORT, 'a message stays where it is');
  END;
  CREATE TRIGGER conversations_own_their_head BEFORE UPDATE OF head_key ON conversations BEGIN
    SELECT RAISE(ABORT, 'the head is not a message of its conversation') WHERE NOT EXISTS (
      SELECT 1 FROM messages
      WHERE key = NEW.head_key AND conversation_key = NEW.key AND role <> 'root' AND deleted_at IS NULL
    );
  END;
  CREATE TRIGGER conversations_have_a_root AFTER INSERT ON conversations BEGIN
    INSERT INTO messages (key, id, conversation_key, depth, role, shown, state, created_at, text)
    VALUES (-NEW.key, 'root-' || NEW.id, NEW.key, -1, 'root', 1, 'complete', NEW.created_at, '');
  END;
  CREATE TRIGGER conversations_keep_their_key BEFORE UPDATE OF key, id ON conversations BEGIN
    SELECT RAISE(ABORT, 'a conversation stays what it is');
  END;
`

/** What was in a message before it was corrected. */
const revisions = `
  CREATE TABLE message_revisions (
    key INTEGER PRIMARY KEY,
    message_key INTEGER NOT NULL REFERENCES messages (key) ON DELETE CASCADE,
    replaced_at INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX message_revisions_of_message ON message_revisions (message_key);
`

/** Folders hold chats and, one step down, folders. */
const folders = `
  CREATE TABLE folders (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parent_key INTEGER REFERENCES folders (key),
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX folders_of_folder ON folders (parent_key) WHERE parent_key IS NOT NULL;
  CREATE TRIGGER folders_nest_once BEFORE INSERT ON folders WHEN NEW.parent_key IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'folders nest once') WHERE NOT EXISTS (
      SELECT 1 FROM folders WHERE key = NEW.parent_key AND parent_key IS NULL
    );
  END;
  CREATE TRIGGER folders_nest_once_when_moved BEFORE UPDATE OF parent_key ON folders
  WHEN NEW.parent_key IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'folders nest once') WHERE NEW.parent_key = NEW.key
      OR EXISTS (SELECT 1 FROM folders WHERE parent_key = NEW.key)
      OR NOT EXISTS (SELECT 1 FROM folders WHERE key = NEW.parent_key AND parent_key IS NULL);
  END;
`

/**
 * Where a chat stands in the list: archived, else pinned, else in its folder, else among the recent ones; each place
 * has an index that lists it newest first.
 */
const order = `
  ALTER TABLE conversations ADD COLUMN title_source TEXT NOT NULL DEFAULT 'first'
    CHECK (title_source IN ('first', 'model', 'person', 'import'));
  ALTER TABLE conversations ADD COLUMN context_messages INTEGER NOT NULL DEFAULT 20
    CHECK (context_messages BETWEEN 1 AND 200);
  ALTER TABLE conversations ADD COLUMN pinned_at INTEGER;
  ALTER TABLE conversations ADD COLUMN folder_key INTEGER REFERENCES folders (key) ON DELETE SET NULL;
  ALTER TABLE conversations ADD COLUMN archived_at INTEGER;
  ALTER TABLE conversations ADD COLUMN ended_at INTEGER;
  DROP INDEX conversations_newest;
  CREATE INDEX conversations_recent ON conversations (updated_at, key)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NULL;
  CREATE INDEX conversations_pinned ON conversations (updated_at, key)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND pinned_at IS NOT NULL;
  CREATE INDEX conversations_in_folder ON conversations (folder_key, updated_at, key)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND pinned_at IS NULL AND folder_key IS NOT NULL;
  CREATE INDEX conversations_of_folder ON conversations (folder_key) WHERE folder_key IS NOT NULL;
  CREATE INDEX conversations_archived ON conversations (updated_at, key)
    WHERE deleted_at IS NULL AND archived_at IS NOT NULL;
`

export function addBranches(db: Connection): void {
  db.exec(`${messages}${rows}${indexes}${triggers}${revisions}${folders}${order}`)
}
