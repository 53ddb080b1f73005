import type { Connection } from '../connection.ts'

/**
 * The search index: which words stand in which message and in which title. `search_words` (`searchWords.ts`, on
 * every connection) makes words of a text. To the `ascii` tokenizer everything beyond ASCII is a letter, so it only
 * splits at the spaces between them; those of Unicode would part words by tables that are older than ours.
 *
 * The index keeps no text of its own: it refers to a view, by which FTS5's `integrity-check` proves it, and triggers
 * keep it, so that no write can forget it. An answer that is being written has no text yet and costs nothing until
 * it has ended.
 *
 * Words of deleted titles go from the index at once (`secure-delete`). Among millions of words that takes 40 ms a
 * message instead of 0.1: those are marked as deleted, found no more, and go when the parts of the index are merged,
 * which `search_upkeep` asks for.
 *
 * `time_key` is the row's number: walking the index backwards is walking from the newest message to the oldest, and
 * a range of times is a range of rows. The first letters of a word are words of their own (`prefix`): without that,
 * looking for one letter in 200,000 messages takes 220 ms instead of 0.1. Longer beginnings are rare enough.
 *
 * A later migration that makes `messages` or `conversations` anew has to make these triggers and views anew.
 */
const messageWords = `
  CREATE TABLE search_upkeep (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    merging INTEGER NOT NULL CHECK (merging IN (0, 1)),
    started_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO search_upkeep (key, wanted, merging, started_at) VALUES (1, 0, 0, 0);
  CREATE VIEW searched_messages AS
    SELECT time_key, search_words(text) AS words FROM messages WHERE text <> '';
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = 'searched_messages', content_rowid = 'time_key', tokenize = 'ascii', prefix = '1 2', columnsize = 0
  );
  CREATE TRIGGER messages_inserted_into_search AFTER INSERT ON messages WHEN NEW.text <> '' BEGIN
    INSERT INTO message_words (rowid, words) VALUES (NEW.time_key, search_words(NEW.text));
  END;
  CREATE TRIGGER messages_updated_in_search AFTER UPDATE OF text ON messages WHEN OLD.text <> NEW.text BEGIN
    INSERT INTO message_words (message_words, rowid, words)
      SELECT 'delete', OLD.time_key, search_words(OLD.text) WHERE OLD.text <> '';
    INSERT INTO message_words (rowid, words)
      SELECT NEW.time_key, search_words(NEW.text) WHERE NEW.text <> '';
    UPDATE search_upkeep SET wanted = 1 WHERE wanted = 0 AND OLD.text <> '';
  END;
  CREATE TRIGGER messages_deleted_from_search AFTER DELETE ON messages WHEN OLD.text <> '' BEGIN
    INSERT INTO message_words (message_words, rowid, words)
      VALUES ('delete', OLD.time_key, search_words(OLD.text));
    UPDATE search_upkeep SET wanted = 1 WHERE wanted = 0;
  END;
  INSERT INTO message_words (message_words) VALUES ('rebuild');
`

const conversationWords = `
  CREATE VIEW searched_conversations AS SELECT key, search_words(title) AS words FROM conversations;
  CREATE VIRTUAL TABLE conversation_words USING fts5 (
    words, content = 'searched_conversations', content_rowid = 'key', tokenize = 'ascii', columnsize = 0
  );
  INSERT INTO conversation_words (conversation_words, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER conversations_inserted_into_search AFTER INSERT ON conversations BEGIN
    INSERT INTO conversation_words (rowid, words) VALUES (NEW.key, search_words(NEW.title));
  END;
  CREATE TRIGGER conversations_updated_in_search AFTER UPDATE OF title ON conversations
  WHEN OLD.title <> NEW.title BEGIN
    INSERT INTO conversation_words (conversation_words, rowid, words)
      VALUES ('delete', OLD.key, search_words(OLD.title));
    INSERT INTO conversation_words (rowid, words) VALUES (NEW.key, search_words(NEW.title));
  END;
  CREATE TRIGGER conversations_deleted_from_search AFTER DELETE ON conversations BEGIN
    INSERT INTO conversation_words (conversation_words, rowid, words)
      VALUES ('delete', OLD.key, search_words(OLD.title));
  END;
  INSERT INTO conversation_words (conversation_words) VALUES ('rebuild');
`

/** The models that have answered, under the name they had last: what a search can be narrowed to. */
const answerModels = `
  CREATE TABLE answer_models (
    model_id TEXT PRIMARY KEY,
    model_name TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER messages_name_their_model AFTER INSERT ON messages WHEN NEW.model_id IS NOT NULL BEGIN
    INSERT INTO answer_models (model_id, model_name) VALUES (NEW.model_id, NEW.model_name)
      ON CONFLICT (model_id) DO UPDATE SET model_name = excluded.model_name
      WHERE model_name <> excluded.model_name;
  END;
  INSERT INTO answer_models (model_id, model_name)
    SELECT model_id, model_name FROM messages WHERE model_id IS NOT NULL ORDER BY time_key
    ON CONFLICT (model_id) DO UPDATE SET model_name = excluded.model_name;
`

export function addSearch(db: Connection): void {
  db.exec(`${messageWords}${conversationWords}${answerModels}`)
}
