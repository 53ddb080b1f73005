import type { Connection } from '../connection.ts'

/**
 * Answers and tokens each have a balance of their own, so that another unit does not make 40 answers of 4,000 tokens.
 * What was counted in tokens so far stays a balance of tokens; answers then begin with their preset.
 */
export function addTokenBalance(db: Connection): void {
  db.exec(`
    ALTER TABLE budget ADD COLUMN token_balance INTEGER NOT NULL DEFAULT 100000 CHECK (token_balance >= 0);
    UPDATE budget SET token_balance = balance, balance = 4000 WHERE unit = 'tokens';
  `)
}
