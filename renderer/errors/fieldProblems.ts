import type { Problems } from '../components/useForm.ts'
import type { CallErrorCode } from '../../shared/errors.ts'
import type { CallFailure } from './callFailure.ts'
import { sentenceOf } from './sentences.ts'

/** The name of the field that each code belongs to, in the form at hand. */
export type FieldsOfCodes = Partial<Record<CallErrorCode, string>>

/** Puts a failure at the field it belongs to, or at the form. No failure, no problem. */
export function problemsOf(failure: CallFailure | null, fields: FieldsOfCodes): Problems {
  if (!failure) return {}
  if (failure.code === 'NOT_CONNECTED') return { form: sentenceOf(failure) }
  const { code } = failure
  if (code === 'INVALID_INPUT' && failure.data.field !== '')
    return { [failure.data.field]: 'Confab cannot take this as it is. Check it.' }
  if (code === 'NAME_REFUSED') return { [failure.data.field]: sentenceOf(failure) }
  return { [fields[code] ?? 'form']: sentenceOf(failure) }
}
