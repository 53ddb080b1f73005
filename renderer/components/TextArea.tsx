import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field.tsx'

type TextAreaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'id' | 'children' | 'aria-describedby' | 'aria-invalid'>

/** Several lines of text. */
export function TextArea({ label, hint, error = null, className = '', ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea {...rest} {...control} autoComplete="off" className={`text-area ${className}`} />
      )}
    </Field>
  )
}
