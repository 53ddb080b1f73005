import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field.tsx'

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'children' | 'aria-describedby' | 'aria-invalid'>

/** A line of text. */
export function TextField({ label, hint, error = null, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          // A password field has no role of its own; named as what it is, it is found like the others.
          role={rest.type === 'password' ? 'textbox' : undefined}
          // What a browser remembers of a field lies on the disk in plain text.
          autoComplete="off"
          {...rest}
          {...control}
        />
      )}
    </Field>
  )
}
