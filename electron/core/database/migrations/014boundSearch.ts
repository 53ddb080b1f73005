import { mostIndexedWords } from '../../../../shared/search/searchWords.ts'
import type { Connection } from '../connection.ts'

/**
 * Of a very long message only the beginning is indexed (`indexed_words`, in `searchWords.ts`): a million characters of
 * Chinese held everybody for seconds when they were stored. The view and the triggers of `004addSearch.ts` again, with that
 * function in place of `search_words`; what was indexed whole is taken out with the words that it was put in with.
 */
export function boundSearch(db: Connection): void {
  db.exec(`
    CREATE TEMP TABLE too_long AS
      SELECT time_key FROM messages WHERE length(text) > ${mostIndexedWords} AND search_words(text) <> indexed_words(text);
    INSERT INTO message_words (message_words, rowid, words)
      SELECT 'delete', time_key, search_words(text) FROM messages
      WHERE time_key IN (SELECT time_key FROM too_long);
    DROP TRIGGER messages_inserted_into_search;
    DROP TRIGGER messages_updated_in_search;
    DROP TRIGGER messages_deleted_from_search;
    DROP VIEW searched_messages;
    CREATE VIEW searched_messages AS
      SELECT time_key, indexed_words(text) AS words FROM messages WHERE text <> '';
    CREATE TRIGGER messages_inserted_into_search AFTER INSERT ON messages WHEN NEW.text <> '' BEGIN
      INSERT INTO message_words (rowid, words) VALUES (NEW.time_key, indexed_words(NEW.text));
    END;
    CREATE TRIGGER messages_updated_in_search AFTER UPDATE OF text ON messages WHEN OLD.text <> NEW.text BEGIN
      INSERT INTO message_words (message_words, rowid, words)
        SELECT 'delete', OLD.time_key, indexed_words(OLD.text) WHERE OLD.text <> '';
      INSERT INTO message_words (rowid, words)
        SELECT NEW.time_key, indexed_words(NEW.text) WHERE NEW.text <> '';
      UPDATE search_upkeep SET wanted = 1 WHERE wanted = 0 AND OLD.text <> '';
    END;
    CREATE TRIGGER messages_deleted_from_search AFTER DELETE ON messages WHEN OLD.text <> '' BEGIN
      INSERT INTO message_words (message_words, rowid, words)
        VALUES ('delete', OLD.time_key, indexed_words(OLD.text));
      UPDATE search_upkeep SET wanted = 1 WHERE wanted = 0;
    END;
    INSERT INTO message_words (rowid, words)
      SELECT time_key, words FROM searched_messages WHERE time_key IN (SELECT time_key FROM too_long);
    DROP TABLE too_long;
  `)
}
