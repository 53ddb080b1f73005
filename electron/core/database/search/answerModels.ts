import type { AnswerModel } from '../../../../shared/contract/search.ts'
import type { Connection } from '../connection.ts'
import { statement } from '../statement.ts'

/** The models that have answered, by name. A trigger keeps them (migration 004). */
export function answerModels(db: Connection): readonly AnswerModel[] {
  const sql = `
    SELECT model_id AS id, model_name AS name FROM answer_models ORDER BY model_name COLLATE NOCASE, model_id`
  return statement<[], AnswerModel>(db, sql).all()
}
